import assert from "node:assert/strict";

/** What passes and takes long: commands in a task, logs, files, events, blocking queries, snapshots. */
export const streams = {
  async "a command runs in a task, both directions joined"({ nomad, allocation }) {
    const args = [
      "alloc",
      "exec",
      "-i=true",
      "-t=false",
      "-task",
      "main",
      await allocation("shop"),
      "/bin/sh",
      "-c",
      "read line; echo got $line; exit 7",
    ];
    const { code, output } = await nomad(args, { input: "hello\n" });
    assert.deepEqual([code, output], [7, "got hello\n"]);
  },

  async "logs are followed"({ nomad, allocation }) {
    const args = ["alloc", "logs", "-f", await allocation("shop"), "main"];
    const { output } = await nomad(args, { stopAt: /(serving\n){3}/ });
    assert.match(output, /^serving\n/);
  },

  async "files are read"({ nomad, allocation }) {
    const { code, output } = await nomad(["alloc", "fs", await allocation("shop"), "alloc/logs/"]);
    assert.equal(code, 0, output);
    assert.match(output, /main\.stdout\.0/);
  },

  async "the agent's log is followed"({ nomad }) {
    const following = nomad(["monitor", "-log-level", "DEBUG"], { stopAt: /request complete/ });
    // What the agent does from now on is in its log.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await nomad(["node", "status"]);
    assert.match((await following).output, /request complete/);
  },

  async "events come at once"({ address, token, nomad }) {
    const gone = new AbortController();
    const answer = await fetch(`${address}/v1/event/stream?topic=Evaluation`, {
      headers: { "X-Nomad-Token": token },
      signal: gone.signal,
    });
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    await nomad(["job", "eval", "-detach", "shop"]);
    let text = "";
    while (!text.includes('"Topic":"Evaluation"'))
      text += decoder.decode((await reader.read()).value);
    gone.abort();
  },

  async "a blocking query wakes when something changes, and ends when nothing does"({
    address,
    token,
    nomad,
  }) {
    const headers = { "X-Nomad-Token": token };
    const ask = (query) => fetch(`${address}/v1/jobs?${query}`, { headers });
    const index = (await ask("")).headers.get("x-nomad-index");
    const started = Date.now();
    assert.equal((await ask(`index=${index}&wait=1s`)).headers.get("x-nomad-index"), index);
    assert.ok(Date.now() - started >= 1000);
    const waiting = ask(`index=${index}&wait=60s`);
    await nomad(["job", "stop", "-detach", "report"]);
    assert.ok(Number((await waiting).headers.get("x-nomad-index")) > Number(index));
  },

  async "the root leads to the web interface"({ address }) {
    const { status, headers } = await fetch(`${address}/`, { redirect: "manual" });
    assert.deepEqual([status, headers.get("location")], [307, "/ui/"]);
  },
};
