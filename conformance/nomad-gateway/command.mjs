// Nomad's command, run as its users do.

import { spawn } from "node:child_process";

/** LIMIT: how long a command may take. */
const COMMAND_TIME = 90_000;

/** Runs the command against an address with a token; resolves with its exit code and all that it prints. */
export function nomadAt(address, token) {
  return (args, { input = "", stopAt } = {}) =>
    new Promise((resolve) => {
      const child = spawn("nomad", args, {
        env: {
          PATH: process.env.PATH,
          HOME: "/nonexistent",
          NOMAD_ADDR: address,
          NOMAD_TOKEN: token,
        },
        timeout: COMMAND_TIME,
      });
      let output = "";
      const take = (text) => {
        output += text;
        if (stopAt?.test(output)) child.kill("SIGINT");
      };
      child.stdout.setEncoding("utf8").on("data", take);
      child.stderr.setEncoding("utf8").on("data", take);
      child.stdin.on("error", () => {});
      child.stdin.end(input);
      child.once("close", (code) => resolve({ code, output }));
    });
}
