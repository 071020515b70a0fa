import { readdirSync, readFileSync } from "node:fs";
import { type GitServer, startGitServer } from "@portcullis/testkit";
import { afterEach, describe, expect, it } from "vitest";
import { departures, type Shape } from "../../../../test/harness/documented-shape.js";
import type { Step } from "../../../../test/harness/fixture.js";
import { prepare } from "../../../../test/harness/play.js";
import {
  ADMIN_KEY,
  countingIds,
  type TestRequest,
  TestServer,
} from "../../../../test/harness/test-server.js";
import type { Compat } from "../../../domain/compat.js";
import type { Ids } from "../../../domain/ids.js";
import { GitRepositories } from "../../../vcs/git-repositories.js";

/**
 * The first documents of the API, which scripts were written by: every request that they print, with the
 * names and ids that they print, and what they say of the answer.
 */
interface Document {
  readonly document: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly title: string;
  /** The ids that the document prints, by their prefix, in the order in which they are made. */
  readonly ids?: Readonly<Record<string, readonly string[]>>;
  readonly compat?: Partial<Compat>;
  readonly given?: readonly Step[];
  readonly request: TestRequest;
  /** The document prints a comma too many: refused as it stands, and sent once more without it. */
  readonly hasTrailingComma?: true;
  readonly status: number;
  readonly answer?: Shape;
  /** Places that the document says are not there. */
  readonly absent?: readonly string[];
  /** Places where the answer is another one, each with the reason. */
  readonly departures?: Readonly<Record<string, string>>;
  /** What is at the provider: real git over http, at the address that stands for "{git}". */
  readonly repository?: {
    readonly identifier: string;
    readonly branch: string;
    readonly files: Readonly<Record<string, string>>;
  };
}

const folder = new URL("first-documents/", import.meta.url);
const documents: Document[] = readdirSync(folder).map((file) =>
  JSON.parse(readFileSync(new URL(file, folder), "utf8")),
);

describe.each(documents)("$document", ({ samples }) => {
  let server: TestServer | undefined;
  let git: GitServer | undefined;
  afterEach(async () => {
    await server?.close();
    await git?.stop();
    server = undefined;
    git = undefined;
  });

  for (const sample of samples) {
    it(sample.title, async () => {
      git = sample.repository && (await provider(sample.repository));
      server = await TestServer.start({
        compat: sample.compat ?? {},
        ids: printedIds(sample),
        ...(git && { repositories: new GitRepositories([new URL(git.url).hostname]) }),
      });
      await prepare(server, withAddress(sample.given ?? [], git?.url));
      const request = withToken(sample.request);
      if (sample.hasTrailingComma === true) {
        expect((await server.send(request)).status).toBe(400);
      }
      const response = await server.send(repaired(sample, request));
      expect([response.status, response.text]).toEqual([sample.status, expect.anything()]);
      expect(departures(sample.answer ?? {}, response.body ?? {}).sort()).toEqual(
        Object.keys(sample.departures ?? {}).sort(),
      );
      for (const place of sample.absent ?? []) expect(response.body).not.toHaveProperty(place);
      if (sample.status === 204) expect(response.text).toBe("");
    });
  }
});

function withToken({ headers = {}, ...request }: TestRequest): TestRequest {
  const { authorization = "", ...others } = headers;
  return {
    ...request,
    headers: { ...others, authorization: authorization.replace("{token}", ADMIN_KEY) },
  };
}

async function provider({
  identifier,
  branch,
  files,
}: NonNullable<Sample["repository"]>): Promise<GitServer> {
  const git = await startGitServer();
  git.commit(`${identifier}.git`, files);
  git.git(`${identifier}.git`, "branch", "--move", branch);
  return git;
}

function withAddress(steps: readonly Step[], address = ""): readonly Step[] {
  return JSON.parse(JSON.stringify(steps).replaceAll("{git}", address));
}

function repaired({ hasTrailingComma }: Sample, request: TestRequest): TestRequest {
  if (hasTrailingComma === undefined || request.text === undefined) return request;
  return { ...request, text: request.text.replace(/,(\s*})/g, "$1") };
}

function printedIds({ ids = {} }: Sample): Ids {
  const others = countingIds();
  const waiting = new Map(Object.entries(ids).map(([prefix, printed]) => [prefix, [...printed]]));
  return { next: (prefix) => waiting.get(prefix)?.shift() ?? others.next(prefix) };
}
