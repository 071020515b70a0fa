// A Nomad that answers at once, so that what a gateway adds stands out. Prints its port.

import { createServer } from "node:http";

const job = { ID: "shop", Version: 3, JobModifyIndex: 12, Status: "running", TaskGroups: [] };
const answers = {
  "/v1/acl/token/self": { AccessorID: "a", Type: "management" },
  "/v1/agent/self": { config: { Region: "global" } },
  "/v1/namespace/default": { Name: "default" },
  "/v1/job/shop": job,
  "/v1/jobs": [job],
};

const server = createServer((request, response) => {
  request.resume();
  request.once("end", () => {
    const path = request.url.split("?")[0];
    const isWrite = request.method !== "GET";
    const answer = isWrite ? { EvalID: "e", Warnings: "", JobModifyIndex: 13 } : answers[path];
    const body = JSON.stringify(answer ?? {});
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
