import {
  anyType,
  type FunctionDefinition,
  fn,
  NativeFunction,
  stringType,
} from "@portcullis/language";
import {
  defineOpenedImport,
  ImportConfigError,
  type ImportEnvironment,
  openImport,
} from "../define-import.js";
import type { MethodDefinition } from "../define-receiver.js";
import { clientObject, defaultClient, type HttpClientState, senders, setters } from "./client.js";
import { noNetwork } from "./http-port.js";
import { newRequest, requestObject } from "./request.js";

/** HTTP for policies, by the leave of the host: `ImportEnvironment.http` is the only way out. */
export const http = defineOpenedImport(
  "http",
  {},
  (environment) => {
    refuseSettings(environment);
    const client = defaultClient(environment.http ?? noNetwork);
    const ofDefault = (methods: Readonly<Record<string, MethodDefinition<HttpClientState>>>) =>
      Object.fromEntries(
        Object.entries(methods).map(([name, define]) => [name, bound(define, client)]),
      );
    return openImport({
      functions: {
        ...ofDefault(setters),
        ...ofDefault(senders),
        request: fn({ url: stringType }, anyType, ({ url }) => requestObject.of(newRequest(url))),
      },
      values: {
        client: clientObject.of(client),
        methodGet: "GET",
        methodPost: "POST",
      },
    });
  },
  { receivers: [clientObject, requestObject] },
);

/** A method as a function of the import, which works on the default client. */
function bound(
  define: MethodDefinition<HttpClientState>,
  client: HttpClientState,
): FunctionDefinition {
  return (name) => {
    const method = define(name);
    const parameters = Array.from({ length: method.parameterCount }, (_, index) => `${index}`);
    return new NativeFunction(name, parameters, "any", (args, call) =>
      method.call(client, args, call),
    );
  };
}

function refuseSettings({ config = new Map() }: ImportEnvironment): void {
  for (const key of config.keys())
    throw new ImportConfigError(
      key === "proxy_address"
        ? `"proxy_address" of import "http" is not supported, because a proxy would resolve names that nobody checks; allow the hosts themselves`
        : `import "http" has no setting "${key}"; remove it`,
    );
}
