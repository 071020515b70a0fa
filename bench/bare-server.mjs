// The HTTP framework alone: answers with bytes that it was given. Its input is one JSON document: a list
// of { method, url, status, type, body }; it says on which port it listens.

import fastify from "fastify";

let text = "";
for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
const app = fastify({ logger: false });
app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
app.addContentTypeParser(
  "application/vnd.api+json",
  { parseAs: "string" },
  (_request, body, done) => done(null, JSON.parse(body)),
);
for (const { method, url, status, type, body } of JSON.parse(text)) {
  const bytes = Buffer.from(body);
  app.route({
    method,
    url,
    handler: (_request, reply) => reply.code(status).header("content-type", type).send(bytes),
  });
}
await app.listen({ host: "127.0.0.1", port: 0 });
process.send(app.server.address().port);
process.on("disconnect", () => process.exit());
