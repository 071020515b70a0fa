import { CHANGES, opaReportOf, reportOf } from "../../src/evaluation/testing/fake-evaluator.js";
import { type Fixture, loadScenes, type Step } from "./fixture.js";
import { BASE_URL, type TestRequest, type TestResponse, type TestServer } from "./test-server.js";

const scenes = loadScenes();

/** Lets everything happen that a fixture presupposes, and then sends its request. */
export async function play(
  server: TestServer,
  { given, request }: Pick<Fixture, "given" | "request">,
): Promise<TestResponse> {
  await prepare(server, given);
  return ask(server, request);
}

/** Sends a request, whose path may stand for a link of the server. */
export async function ask(server: TestServer, request: TestRequest): Promise<TestResponse> {
  return server.send(await resolved(server, request));
}

/** Lets things happen, one after the other. */
export async function prepare(server: TestServer, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await take(server, step);
}

async function take(server: TestServer, step: Step): Promise<void> {
  if (typeof step === "string") {
    const scene = scenes[step];
    if (scene === undefined) throw new Error(`given.json has no scene "${step}"`);
    await prepare(server, scene);
  } else if ("method" in step) {
    const { status, text, body } = await ask(server, step);
    if (status >= 300) throw new Error(`${step.method} ${step.path} answered ${status}: ${text}`);
    keepLink(server, body);
  } else if ("plan" in step) {
    const { plan } = step;
    server.evaluator.inspect = async () =>
      "problem" in plan
        ? { outcome: "problem", message: plan.problem }
        : { outcome: "plan", summary: { ...CHANGES, ...plan } };
  } else if ("failing" in step) {
    server.evaluator.check = async (request) => reportOf(request, step);
    server.evaluator.evaluate = async (request) => opaReportOf(request, step);
  } else if ("checkProblem" in step) {
    const problem = { outcome: "problem", message: step.checkProblem } as const;
    server.evaluator.check = async () => problem;
    server.evaluator.evaluate = async () => problem;
  } else if ("setProblem" in step) {
    server.evaluator.inspectSet = async () => ({ outcome: "problem", ...step.setProblem });
  } else if ("configurationProblem" in step) {
    const { configurationProblem: problem } = step;
    server.evaluator.inspectTerraform = async () =>
      problem === null ? { outcome: "configuration" } : { outcome: "problem", ...problem };
  } else if ("uploadPlan" in step) {
    const path = `{upload link of ${step.uploadPlan}}`;
    await take(server, { method: "PUT", path, headers: { authorization: "" }, text: "{}" });
  } else if ("uploadVersion" in step) {
    const path = `{upload link of ${step.uploadVersion}}`;
    await take(server, { method: "PUT", path, headers: { authorization: "" }, text: "archive" });
  } else if ("uploadState" in step) {
    const path = `{upload link of ${step.uploadState}}`;
    await take(server, { method: "PUT", path, headers: { authorization: "" }, text: "{}" });
  } else if ("stateProblem" in step) {
    const problem = { outcome: "problem", message: step.stateProblem } as const;
    server.evaluator.inspectFile = async () => problem;
  } else if ("commit" in step) {
    server.repositories.commit = step.commit;
    if (step.commit === null) server.catalog.identifiers = null;
  } else if ("look" in step) {
    await server.lookAtRepositories();
  } else if ("work" in step) {
    await server.work(step.work);
  } else {
    server.clock.advance(step.advanceSeconds * 1_000);
  }
}

/** Links that are shown once, by what they are for. */
const shownOnce = new WeakMap<TestServer, Map<string, string>>();

function keepLink(server: TestServer, body: unknown): void {
  const { data } = (body ?? {}) as {
    data?: { id?: string; attributes?: { "upload-url"?: string } };
  };
  const link = data?.attributes?.["upload-url"];
  if (data?.id === undefined || link === undefined) return;
  shownOnce.set(server, new Map([...(shownOnce.get(server) ?? []), [data.id, link]]));
}

/** Puts the real link where a path begins with "{upload link of …}" or another one of `LINKS`. */
async function resolved(server: TestServer, request: TestRequest): Promise<TestRequest> {
  const [, kind, id = "", rest] = /^\{([\w-]+) link of ([^}]+)\}(.*)$/.exec(request.path) ?? [];
  if (kind === undefined) return request;
  const link = shownOnce.get(server)?.get(id) ?? (await shownLink(server, kind, id));
  return { ...request, path: `${link.slice(BASE_URL.length)}${rest}` };
}

async function shownLink(server: TestServer, kind: string, id: string): Promise<string> {
  const { folder, links } = LINKS[id.split("-")[0] ?? ""] ?? {};
  const { body } = await server.send({ method: "GET", path: `/api/v2/${folder}/${id}` });
  const { data } = body as { data: LinkingResource };
  const link = links?.(data)[kind];
  if (typeof link !== "string") throw new Error(`"${id}" has no ${kind} link`);
  return link;
}

interface LinkingResource {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: Readonly<Record<string, unknown>>;
}

/** Where resources have links, by the prefix of their ids. */
const LINKS: Readonly<
  Record<
    string,
    {
      readonly folder: string;
      readonly links: (resource: LinkingResource) => Readonly<Record<string, unknown>>;
    }
  >
> = {
  plan: {
    folder: "plans",
    links: ({ links, attributes }) => ({ ...links, log: attributes["log-read-url"] }),
  },
  polsetver: { folder: "policy-set-versions", links: ({ links }) => links },
  sv: {
    folder: "state-versions",
    links: ({ attributes }) => ({
      upload: attributes["hosted-state-upload-url"],
      "json-upload": attributes["hosted-json-state-upload-url"],
      download: attributes["hosted-state-download-url"],
      "json-download": attributes["hosted-json-state-download-url"],
    }),
  },
};
