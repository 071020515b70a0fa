import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { NomadTestServer } from "../../../../test/harness/nomad-client.js";

/** One case of the wire; all cases of a file have what the file says first in common. */
interface Case {
  readonly name: string;
  /** Policies that were written and deleted before, in this order. */
  readonly given?: readonly ({ readonly put: Stated } | { readonly delete: string })[];
  /** "METHOD path". */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is a text. */
  readonly body?: unknown;
  readonly status: number;
  /** Those of the answer that matter; null is one that must be absent. */
  readonly answers?: Readonly<Record<string, string | null>>;
  /** The answer to the last byte, or as JSON. */
  readonly text?: string;
  readonly json?: unknown;
}

interface Stated {
  readonly Name: string;
}

const FOLDER = new URL("../testdata/", import.meta.url);

for (const file of readdirSync(FOLDER)) {
  const { doc, cases } = parse(readFileSync(new URL(file, FOLDER), "utf8")) as {
    readonly doc: string;
    readonly cases: readonly Case[];
  };

  describe(`${file}, from ${doc}`, () => {
    let server: NomadTestServer;
    afterEach(() => server.close());

    it.each(cases)("$name", async (given) => {
      server = await NomadTestServer.start();
      const { client } = server;
      for (const step of given.given ?? []) {
        if ("put" in step) await client.put(step.put.Name, { ...step.put });
        else await client.delete(step.delete);
      }
      const [method = "", path = ""] = given.request.split(" ");
      const answer = await client.ask(method, path, {
        headers: given.headers ?? {},
        ...(given.body === undefined ? {} : { body: bodyOf(given.body) }),
      });
      const isCompressed = answer.headers["content-encoding"] === "gzip";
      const text = isCompressed ? gunzipSync(answer.bytes).toString() : answer.text;
      expect({ status: answer.status, text: given.json === undefined ? text : "" }).toEqual({
        status: given.status,
        text: given.text ?? "",
      });
      if (given.json !== undefined) expect(JSON.parse(text)).toEqual(given.json);
      for (const [name, value] of Object.entries(given.answers ?? {}))
        expect([name, answer.headers[name.toLowerCase()] ?? null]).toEqual([name, value]);
      if (given.status >= 400 && method !== "HEAD")
        expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8");
    });
  });
}

function bodyOf(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
