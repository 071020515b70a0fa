import type { Command, CommandEntry } from "./command.js";

/**
 * Every command, in the order in which help lists them. Each is loaded when it is called, so that
 * `version` does not wait for an engine, nor `check` for a server.
 */
export const commands: readonly CommandEntry[] = [
  {
    name: "apply",
    summary: "Evaluate a policy and print the outcome",
    load: async () => (await import("./commands/apply.js")).apply,
  },
  {
    name: "check",
    summary: "Check a Terraform plan or a Nomad job against a policy set",
    load: async () => (await import("./commands/check.js")).check,
  },
  {
    name: "fmt",
    summary: "Format policies to a canonical format",
    load: async () => (await import("./commands/fmt.js")).fmt,
  },
  {
    name: "test",
    summary: "Run the test cases of policies",
    load: async () => (await import("./commands/test.js")).test,
  },
  {
    name: "mocks",
    summary: "Write mocks of a Terraform plan for tests",
    load: async () => (await import("./commands/mocks.js")).mocks,
  },
  {
    name: "run",
    summary: "Have a server check a Terraform plan",
    load: async () => (await import("./commands/run.js")).run,
  },
  {
    name: "serve",
    summary: "Run the policy server",
    load: async () => (await import("./commands/serve.js")).serve,
  },
  {
    name: "token",
    summary: "Make an administrator's token on the server's machine",
    load: async () => (await import("./commands/token.js")).token,
  },
  {
    name: "completion",
    summary: "Print a script that completes commands in a shell",
    load: async () => (await import("./commands/completion.js")).completionOf(commands),
  },
  {
    name: "version",
    summary: "Print the version",
    load: async () => (await import("./commands/version.js")).version,
  },
];

export function loadCommands(): Promise<readonly Command[]> {
  return Promise.all(commands.map((entry) => entry.load()));
}
