import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { NomadApi } from "./api/nomad/nomad-api.js";
import type { Closing } from "./closing.js";
import type { Store } from "./domain/store.js";
import { SubmissionPool } from "./evaluation/process/submissions/submission-pool.js";
import type { Strictness } from "./gateway/classify.js";
import { GatewayServer } from "./gateway/gateway-server.js";
import type { PolicySource } from "./gateway/judge.js";
import { NomadReader } from "./gateway/nomad-reader.js";
import type { Upstream } from "./gateway/upstream.js";

interface GatewayNeeds {
  readonly upstream: Upstream;
  readonly httpHosts: readonly string[];
  readonly strict: readonly Strictness[];
  readonly store: Store;
  readonly api: NomadApi;
  readonly log: Logger;
}

/** Puts a gateway together; it does not listen yet. What it needs beside itself is closed with `opened`. */
export function openGateway(
  { upstream, httpHosts, strict, store, api, log }: GatewayNeeds,
  opened: Closing,
): GatewayServer {
  const evaluator = new SubmissionPool({ httpHosts });
  opened.add(() => evaluator.close());
  evaluator.warmUp();
  return new GatewayServer({
    upstream,
    nomad: new NomadReader(upstream),
    policies: policiesIn(store),
    evaluator,
    newId: randomUUID,
    strict,
    answerPolicies: (message, response) => {
      api.handle(message, response).catch(() => response.destroy());
    },
    log,
  });
}

function policiesIn(store: Store): PolicySource {
  return {
    async ofScope(scope) {
      const policies = await store.read((tx) => tx.nomadPolicies.ofScope(scope));
      return policies.map(({ name, enforcementLevel, text }) => ({
        name,
        level: enforcementLevel,
        text,
      }));
    },
  };
}
