import { type ChildProcess, spawn } from "node:child_process";
import { type Client, createClient } from "@portcullis/client";
import { program } from "./program.js";

/** A running `portcullis serve`, as one finds it after typing the command. */
export interface LiveServer {
  readonly url: string;
  /** What the first start printed. */
  readonly token: string;
  readonly client: Client;
  readonly stdout: () => string;
  readonly stderr: () => string;
  stop(): Promise<number | null>;
}

/** Runs `portcullis serve` with the given arguments and waits until it listens. */
export async function startLiveServer(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<LiveServer> {
  const child = spawn(process.execPath, [program, "serve", ...args], {
    cwd,
    env: { PATH: process.env.PATH, PORTCULLIS_RATE_LIMIT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const printed = collect(child);
  const [, url = ""] = await printed.until(/on (http\S+),/);
  const [, token = ""] = await printed.until(/\n {4}(\S+)\n/);
  return {
    url,
    token,
    client: createClient({ baseUrl: url, token }),
    stdout: () => printed.stdout(),
    stderr: () => printed.stderr(),
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

function collect(child: ChildProcess) {
  let stdout = "";
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    until: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout);
          if (match !== null) resolve(match);
        };
        look();
        child.stdout?.on("data", look);
        child.once("exit", (code) => reject(new Error(`ended with ${code}:\n${stdout}${stderr}`)));
      }),
  };
}

/** Makes a workspace with one policy set that holds the given policies. */
export async function enforce(
  client: Client,
  organizationName: string,
  workspaceName: string,
  policies: readonly { readonly name: string; readonly level: Level; readonly code: string }[],
): Promise<void> {
  const workspace = await client.workspaces.create({
    organizationName,
    body: { data: { type: "workspaces", attributes: { name: workspaceName } } },
  });
  const members: { id: string; type: "policies" }[] = [];
  for (const { name, level, code } of policies) {
    const { data } = await client.policies.create({
      organizationName,
      body: { data: { type: "policies", attributes: { name, "enforcement-level": level } } },
    });
    await client.policies.upload({ policyId: data.id, content: code });
    members.push({ id: data.id, type: "policies" });
  }
  await client.policySets.create({
    organizationName,
    body: {
      data: {
        type: "policy-sets",
        attributes: { name: workspaceName },
        relationships: {
          policies: { data: members },
          workspaces: { data: [{ id: workspace.data.id, type: "workspaces" }] },
        },
      },
    },
  });
}

export type Level = "advisory" | "soft-mandatory" | "hard-mandatory";
