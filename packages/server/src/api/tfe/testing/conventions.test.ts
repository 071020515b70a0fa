import { afterEach, describe, expect, it } from "vitest";
import { type Fixture, loadFixtures } from "../../../../test/harness/fixture.js";
import { ask, prepare } from "../../../../test/harness/play.js";
import { type TestResponse, TestServer } from "../../../../test/harness/test-server.js";
import { describedRoutes } from "../openapi/described-routes.js";
import { exchangesOf } from "../openapi/exchange.js";
import type { TfeRoute } from "../route.js";
import type { TSchema } from "../schemas.js";

/**
 * What every row that reads, changes or deletes does alike, whatever it is about: the conventions of the
 * protocol. The row's plainest fixture says what must be there, and what a good request is.
 */

const fixtures = loadFixtures();

interface Case {
  readonly address: string;
  readonly row: TfeRoute;
  readonly fixture: Fixture;
}

const cases: Case[] = describedRoutes().flatMap((row) => {
  const found = exchangesOf(row, fixtures).find(({ response }) => response.status < 300);
  const fixture = fixtures.find(({ name }) => name === found?.name);
  return fixture === undefined ? [] : [{ address: `${row.method} ${row.path}`, row, fixture }];
});

interface Paged {
  readonly data: readonly unknown[];
  readonly meta: { readonly pagination: Readonly<Record<string, number | null>> };
}

describe("conventions of the protocol", () => {
  let server: TestServer;
  afterEach(() => server.close());

  async function begin({ fixture }: Case, isInspected = false): Promise<void> {
    server = await TestServer.start({ isInspected });
    await prepare(server, fixture.given);
    // A token remembers when it was used last.
    await server.send({ method: "GET", path: "/api/v2/account/details" });
  }

  const get = (fixture: Fixture, query: string): Promise<TestResponse> => {
    const path = fixture.request.path.split("?")[0];
    return server.send({ ...fixture.request, path: `${path}?${query}` });
  };

  const paged = cases.filter(({ row }) => row.query?.paged === true && hasMeta(row));
  it.each(paged)(
    "$address: a page beyond the end is empty, and counts all the same",
    async (each) => {
      await begin(each);
      const asked = new URLSearchParams(each.fixture.request.path.split("?")[1] ?? "");
      const page = async (number: number) => {
        asked.set("page[number]", String(number));
        asked.set("page[size]", "7");
        const { status, body } = await get(each.fixture, String(asked));
        expect(status).toBe(200);
        return body as Paged;
      };
      const first = (await page(1)).meta.pagination;
      const beyond = await page(999);
      expect(beyond.data).toEqual([]);
      expect(beyond.meta.pagination).toEqual({
        ...first,
        "current-page": 999,
        "prev-page": 998,
        "next-page": null,
      });
    },
  );

  const including = cases.filter(({ row }) => row.query?.include !== undefined);
  it.each(including)("$address: inclusions are read in both spellings", async (each) => {
    await begin(each);
    const names = each.row.query?.include ?? [];
    const dashed = names.map((name) => name.replaceAll("_", "-"));
    const answers: object[] = [];
    for (const query of [
      `include=${names.join(",")}`,
      `include=${dashed.join(",")}`,
      dashed.map((name) => `include=${name}`).join("&"),
    ]) {
      const { status, body } = await get(each.fixture, query);
      const { data, included } = body as { data: unknown; included: unknown };
      answers.push({ status, data, included });
    }
    expect(answers[0]).toMatchObject({ status: 200 });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  const sorted = cases.filter(({ row }) => row.query?.sort !== undefined);
  it.each(sorted)("$address: every order is one, in both directions", async (each) => {
    await begin(each);
    const names = each.row.query?.sort ?? [];
    for (const order of [...names, names.join(",")]) {
      for (const sort of [order, `-${order}`])
        expect([sort, (await get(each.fixture, `sort=${sort}`)).status]).toEqual([sort, 200]);
    }
  });

  const changing = cases.filter(({ row, fixture }) => row.method === "PATCH" && isChange(fixture));
  it.each(changing)("$address: a document without attributes changes nothing", async (each) => {
    await begin(each, true);
    const before = await server.contents();
    const { data } = each.fixture.request.body as { data: { type: string } };
    const { status } = await server.send({
      ...each.fixture.request,
      body: { data: { type: data.type } },
    });
    expect(status).toBe(each.fixture.response.status);
    expect(await server.contents()).toEqual(before);
  });

  it.each(changing)("$address: another id than that of the address is refused", async (each) => {
    await begin(each, true);
    const body = each.fixture.request.body as { data: object };
    const send = (id: string) =>
      server.send({ ...each.fixture.request, body: { data: { ...body.data, id } } });
    const before = await server.contents();
    expect(await send("another")).toMatchObject({
      status: 422,
      body: { errors: [{ source: { pointer: "/data/id" } }] },
    });
    expect(await server.contents()).toEqual(before);
    expect((await send("")).status).toBe(each.fixture.response.status);
  });

  // COMPAT (client for Terraform Enterprise): it announces JSON where it sends none.
  const bodiless = cases
    .filter(({ row }) => row.method !== "GET" && row.body === undefined && row.upload === undefined)
    .flatMap((each) => ["", '{"data":[]}'].map((text) => ({ ...each, text })));
  it.each(bodiless)("$address: a body that is not needed does not matter: $text", async (each) => {
    await begin(each);
    const headers = { "content-type": "application/vnd.api+json" };
    const { status } = await ask(server, { ...each.fixture.request, text: each.text, headers });
    expect(status).toBe(each.fixture.response.status);
  });
});

/** The vendor's audit trail alone counts its pages elsewhere. */
function hasMeta({ response }: TfeRoute): boolean {
  const { properties = {} } = (typeof response === "string" ? {} : response) as TSchema & {
    properties?: object;
  };
  return "meta" in properties;
}

/** Of one resource: going back to an earlier state, which is a PATCH as well, creates another. */
function isChange({ request, response }: Fixture): boolean {
  const { data } = (request.body ?? {}) as { data?: { type?: string } };
  return data?.type !== undefined && response.status === 200;
}
