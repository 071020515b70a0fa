// The helper thread of `BlockingThread`: does one operation after the other and reports each.

import { readFile } from "node:fs/promises";
import { type MessagePort, workerData } from "node:worker_threads";
import { AllowList, MAX_RESPONSE_BYTES, OutboundError, send } from "@portcullis/outbound";
import { PluginError, PluginProcess } from "../plugins/plugin-process.js";
import { ContentStore } from "../remote-sources/content-store.js";
import { fetchFolder } from "../remote-sources/fetch-folder.js";
import { type FetchOptions, fetchSource } from "../remote-sources/fetch-source.js";
import { parseRemoteSource } from "../remote-sources/parse-remote-source.js";
import { RemoteSourceError } from "../remote-sources/remote-source.js";
import type { HostGrant, OperationName, Operations, Reply } from "./operations.js";

type Implementations = {
  readonly [Name in OperationName]: (
    argument: Operations[Name]["takes"],
  ) => Promise<Operations[Name]["gives"]>;
};

const plugins = new Map<number, PluginProcess>();

const implementations: Implementations = {
  "exchange-http": async ({ grant, request, timeout, verifyCertificate }) => {
    const response = await send(request, {
      ...(await access(grant)),
      timeout,
      maxBytes: MAX_RESPONSE_BYTES,
      verifyCertificate,
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) chunks.push(chunk);
    const { status, headers } = response;
    return { status, headers, body: Uint8Array.from(Buffer.concat(chunks)) };
  },
  "fetch-source": async ({ grant, source, cacheFolder }) =>
    fetchSource(parseRemoteSource(source), new ContentStore(cacheFolder), await access(grant)),
  "start-plugin": async (program) => {
    const plugin = await PluginProcess.start(program);
    plugins.set(plugin.pid, plugin);
    return plugin.pid;
  },
  "call-plugin": async ({ plugin, procedure, message, timeout }) => {
    const answer = await plugins.get(plugin)?.call(procedure, message, timeout);
    return Uint8Array.from(answer ?? []);
  },
  "fetch-folder": async ({ grant, source, cacheFolder }) =>
    fetchFolder(source, new ContentStore(cacheFolder), await access(grant)),
};

async function access({ hosts, remedy, caFile }: HostGrant): Promise<FetchOptions> {
  const allow = new AllowList(hosts, (host) => remedy.replaceAll("{host}", host));
  return caFile === undefined ? { allow } : { allow, ca: await readFile(caFile, "utf8") };
}

async function perform(name: OperationName, argument: never): Promise<Reply<unknown>> {
  try {
    return { kind: "result", result: await implementations[name](argument) };
  } catch (error) {
    if (error instanceof OutboundError)
      return { kind: "failure", reason: error.reason, message: error.message };
    if (error instanceof PluginError)
      return { kind: "failure", reason: "plugin", message: error.message };
    if (error instanceof RemoteSourceError)
      return { kind: "failure", reason: "source", message: error.message };
    return { kind: "failure", reason: "", message: String(error) };
  }
}

const { port, done } = workerData as { readonly port: MessagePort; readonly done: Int32Array };

port.on("message", async ({ name, argument }: { name: OperationName; argument: never }) => {
  port.postMessage(await perform(name, argument));
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
