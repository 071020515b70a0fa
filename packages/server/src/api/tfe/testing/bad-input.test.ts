import { afterEach, describe, expect, it } from "vitest";
import { type Fixture, loadFixtures } from "../../../../test/harness/fixture.js";
import { prepare } from "../../../../test/harness/play.js";
import { routeOf } from "../../../../test/harness/routing.js";
import { put, referencePlaces, spoiltBodies } from "../../../../test/harness/spoilt-bodies.js";
import { type TestResponse, TestServer } from "../../../../test/harness/test-server.js";
import { describedRoutes } from "../openapi/described-routes.js";
import type { TfeRoute } from "../route.js";

/**
 * Every row that takes a document, with everything that its schema does not permit. The row's own
 * fixture says what must be there before, and what a good request is; that one is sent last.
 */

const routes = describedRoutes();
const fixtures = loadFixtures();

interface Case {
  readonly name: string;
  readonly route: TfeRoute;
  readonly fixture: Fixture;
}

const cases: Case[] = routes
  .filter(({ body }) => body !== undefined)
  .map((route) => {
    const own = fixtures.filter(({ request }) => routeOf(routes, request) === route);
    const fixture = own.sort((a, b) => richness(b) - richness(a))[0];
    if (fixture === undefined) throw new Error(`no fixture for ${route.operation}`);
    return { name: route.operation, route, fixture };
  });

/** The more a successful request says, the more of it can be spoilt where it stands. */
function richness({ request, response }: Fixture): number {
  const size = JSON.stringify(request.body ?? {}).length;
  return response.status < 300 ? 1e6 + size : -size;
}

/** COMPAT: where the documents say otherwise than 422 of a name of what is not there. */
const OTHER_REFUSALS: Readonly<Record<string, number>> = {
  // Team Access API, Add Team Access to a Workspace, and its like for projects.
  "teamWorkspaces.create workspaces": 404,
  "teamProjects.create projects": 404,
  // Projects API, Move workspaces into a project.
  "projects.moveWorkspaces workspaces": 403,
};

/** What an answer to a bad document must be; the complaint, or nothing. */
function complaint(response: TestResponse, { pointer, status = 422 }: Bad): string[] {
  if (status !== 422) return response.status === status ? [] : [response.text];
  const { errors = [] } = (response.body ?? {}) as {
    errors?: { status?: string; title?: string; detail?: string; source?: { pointer?: string } }[];
  };
  const isShaped = errors.every(
    ({ status, title = "", detail = "" }) => status === "422" && title !== "" && detail !== "",
  );
  const isPlaced = errors.some(({ source }) => source?.pointer === pointer);
  return response.status === 422 && isShaped && isPlaced ? [] : [response.text];
}

describe("a bad document is refused, and changes nothing", () => {
  let server: TestServer;
  afterEach(() => server.close());

  /** Sends bodies that must all be refused, and then the good one. */
  async function refuses(
    { route, fixture }: Case,
    bodies: (server: TestServer) => Promise<Iterable<Bad>> | Iterable<Bad>,
  ): Promise<void> {
    server = await TestServer.start({ compat: fixture.compat ?? {}, isInspected: true });
    await prepare(server, fixture.given);
    const all = await bodies(server);
    // A token remembers when it was used last.
    await server.send({ method: "GET", path: "/api/v2/account/details" });
    const before = await server.contents();
    const complaints: object[] = [];
    for (const bad of all) {
      const response = await server.send({ ...fixture.request, body: bad.body });
      const wrong = complaint(response, bad);
      const { pointer, what } = bad;
      if (wrong.length > 0) complaints.push({ pointer, what, answer: response.status, wrong });
    }
    expect(complaints).toEqual([]);
    expect(await server.contents()).toEqual(before);
    const { status } = await server.send(fixture.request);
    expect([route.operation, status]).toEqual([route.operation, fixture.response.status]);
  }

  it.each(cases)("$name: what the schema does not permit", async (each) => {
    await refuses(each, () => spoiltBodies(each.route.body, each.fixture.request.body));
  });

  // COMPAT (client for Terraform Enterprise, policy sets): what is not there need not be removed.
  const referring = cases.filter(
    ({ route }) => referencePlaces(route.body).length > 0 && route.method !== "DELETE",
  );
  it.each(referring)("$name: names of what is not there, or is elsewhere", async (each) => {
    await refuses(each, async (server) => {
      // An address that names nothing of an organization leaves the choice to the document.
      const elsewhere = each.route.path.includes(":")
        ? await resourcesElsewhere(server)
        : new Map<string, readonly string[]>();
      return referencePlaces(each.route.body).flatMap(({ place, type }) =>
        [...MISSING_IDS, ...(elsewhere.get(type) ?? [])].map((id) => ({
          what: `names ${JSON.stringify(id.slice(0, 30))}`,
          pointer: relationshipOf(place),
          status: OTHER_REFUSALS[`${each.name} ${type}`],
          body: put(each.route.body, each.fixture.request.body, place, { id, type }),
        })),
      );
    });
  });
});

interface Bad {
  readonly pointer: string;
  readonly what: string;
  readonly body: unknown;
  /** 422 when absent. */
  readonly status?: number | undefined;
}

const MISSING_IDS = [
  "",
  "unknown",
  "ws-0000000000000999",
  "../policies",
  "a\u0000b",
  "9".repeat(20_000),
];

/** Domain problems are shown at the relationship, or at the whole list that a body is. */
function relationshipOf(place: readonly (string | number)[]): string {
  return `/${place.filter((segment, index) => index === 0 || (segment !== "data" && segment !== 0)).join("/")}`;
}

/** One of each kind in another organization: ids by type. */
async function resourcesElsewhere(
  server: TestServer,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const root = "/api/v2/organizations";
  const create = async (path: string, type: string, attributes: object) => {
    const body = { data: { type, attributes } };
    const response = await server.send({ method: "POST", path: `${root}${path}`, body });
    const { data } = response.body as { data: { id: string } };
    return [type, [data.id]] as const;
  };
  const name = "elsewhere";
  await create("", "organizations", { name });
  return new Map([
    await create(`/${name}/projects`, "projects", { name }),
    await create(`/${name}/workspaces`, "workspaces", { name }),
    await create(`/${name}/policies`, "policies", { name, "enforcement-level": "advisory" }),
    await create(`/${name}/policy-sets`, "policy-sets", { name }),
    await create(`/${name}/teams`, "teams", { name }),
    await create(`/${name}/organization-memberships`, "organization-memberships", {
      email: "elsewhere@globex.test",
    }),
  ]);
}
