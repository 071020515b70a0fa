import assert from "node:assert/strict";
import { service } from "../jobs.mjs";

/** Nomad dies while it is asked; nothing can follow. */
export const crash = {
  async "a submission that Nomad does not live to answer is told as such"({ run, agent, kill }) {
    // Stopped, Nomad takes the connection and answers nothing.
    agent.kill("SIGSTOP");
    const running = run(service("shop", { marker: "the last" }));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await kill();
    const { code, output } = await running;
    assert.equal(code, 1);
    assert.match(
      output,
      /Unexpected response code: 50[02] \(.*(?:could not be evaluated|may or may not have done)/,
    );
  },

  async "without Nomad submissions and all else are refused, policies still answer"({
    run,
    nomad,
    nomadAs,
    administrator,
  }) {
    assert.match(
      (await run(service("shop"))).output,
      /500 \(the policies could not be evaluated, so nothing was handed on to Nomad/,
    );
    assert.match(
      (await nomad(["node", "status"])).output,
      /502 \(the Nomad server cannot be reached/,
    );
    assert.equal((await nomadAs(administrator)(["sentinel", "list"])).code, 0);
  },
};
