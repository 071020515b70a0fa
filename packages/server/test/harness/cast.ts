import type { TestResponse, TestServer } from "./test-server.js";

/** Everybody that tests of permissions ask as, with a letter each for their tables. */
export const CAST = {
  A: "site administrator",
  O: "owner",
  P: "manages policies",
  V: "manages policy overrides",
  W: "manages workspaces",
  J: "manages projects",
  M: "manages membership",
  T: "manages teams",
  E: "member of the secret team dev, which may do nothing",
  R: "may read the workspace app",
  N: "may plan in the workspace app",
  U: "may write to the workspace app",
  D: "administers the workspace app",
  K: "may override policies in the workspace app",
  G: "delegates policy overrides",
  B: "may read the default project",
  C: "may write to the default project",
  F: "maintains the default project",
  H: "administers the default project",
  S: "stranger, an owner of another organization",
  o: "token of the organization",
  t: "token of the team that manages policies",
} as const;

export type Role = keyof typeof CAST;

/** What the team of each role has, in the order in which teams are made; the first is team-…2. */
const TEAMS: readonly [Role, string, Record<string, boolean>][] = [
  ["E", "dev", {}],
  ["P", "policies", { "manage-policies": true }],
  ["V", "overrides", { "manage-policy-overrides": true }],
  ["W", "workspaces", { "manage-workspaces": true }],
  ["J", "projects", { "manage-projects": true }],
  ["M", "membership", { "manage-membership": true }],
  ["T", "teams", { "manage-teams": true }],
  ["R", "app-readers", {}],
  ["N", "app-planners", {}],
  ["U", "app-writers", {}],
  ["D", "app-admins", {}],
  ["K", "app-overriders", {}],
  ["G", "delegates", { "delegate-policy-overrides": true }],
  ["B", "project-readers", {}],
  ["C", "project-writers", {}],
  ["F", "project-maintainers", {}],
  ["H", "project-admins", {}],
];

type Place = { readonly id: string; readonly type: "workspaces" | "projects" };

/** What the team of a role may do, and of which kind of place. */
const GRANTS: Readonly<Partial<Record<Role, readonly [Place["type"], string]>>> = {
  R: ["workspaces", "read"],
  N: ["workspaces", "plan"],
  U: ["workspaces", "write"],
  D: ["workspaces", "admin"],
  K: ["workspaces", "custom"],
  B: ["projects", "read"],
  C: ["projects", "write"],
  F: ["projects", "maintain"],
  H: ["projects", "admin"],
};

export const DEV = "team-0000000000000002";
const POLICIES = "team-0000000000000003";

/** The keys of a whole cast in the organization "acme", which is there. */
export class Cast {
  /** Users by their role: ids. */
  readonly users = new Map<Role, string>();
  readonly keys = new Map<Role, string>();
  private readonly teams = new Map<Role, string>();

  private constructor(private readonly server: TestServer) {}

  /** `places`: of what there is a first one, the workspace app or the default project. */
  static async assemble(
    server: TestServer,
    places: readonly Place["type"][] = ["workspaces", "projects"],
  ): Promise<Cast> {
    const cast = new Cast(server);
    for (const [role, name, access] of TEAMS) {
      const team = await cast.create("/organizations/acme/teams", "teams", {
        name,
        "organization-access": access,
      });
      cast.teams.set(role, team);
      await cast.addUser(role, "acme", team);
    }
    await cast.addUser("O", "acme", "team-0000000000000001");
    const globex = { name: "globex" };
    await cast.create("/organizations", "organizations", globex);
    await cast.addUser("S", "globex", "team-0000000000000019");
    for (const [role, [type]] of Object.entries(GRANTS)) {
      const id = type === "workspaces" ? "ws-0000000000000001" : "prj-0000000000000001";
      if (places.includes(type)) await cast.grant(role as Role, { id, type });
    }
    cast.keys.set("o", await cast.issue("/organizations/acme/authentication-token"));
    cast.keys.set("t", await cast.issue(`/teams/${POLICIES}/authentication-token`));
    return cast;
  }

  /** Sends a request to the API as somebody; the administrator's key is the server's own. */
  ask(
    role: Role,
    method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
    path: string,
    body?: object,
  ) {
    const key = this.keys.get(role);
    return this.server.send({
      method,
      path: `/api/v2${path}`,
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
    });
  }

  /** Creates something as the administrator, and returns its id. */
  async create(
    path: string,
    type: string,
    attributes: object,
    relationships: object = {},
  ): Promise<string> {
    const body = { data: { type, attributes, relationships } };
    return dataOf(await this.ask("A", "POST", path, body)).id;
  }

  /** Lets a role do at that place what its name says; other roles are not concerned. */
  async grant(role: Role, place: Place): Promise<void> {
    const [type, access] = GRANTS[role] ?? [];
    const team = this.teams.get(role);
    if (type !== place.type || access === undefined || team === undefined) return;
    await this.give(team, place, access);
  }

  /** Gives a team access as the administrator, and returns the id of that. */
  give(team: string, place: Place, access: string): Promise<string> {
    const singular = place.type.slice(0, -1);
    const attributes = access === "custom" ? { access, "policy-overrides": true } : { access };
    return this.create(`/team-${place.type}`, `team-${place.type}`, attributes, {
      team: { data: { id: team, type: "teams" } },
      [singular]: { data: place },
    });
  }

  /** Issues a token as the administrator, and returns its key. */
  async issue(path: string): Promise<string> {
    return String(dataOf(await this.ask("A", "POST", path, {})).attributes.token);
  }

  private async addUser(role: Role, organization: string, team: string): Promise<void> {
    const path = `/organizations/${organization}/organization-memberships`;
    const email = `role-${role}@acme.test`;
    const teams = { data: [{ id: team, type: "teams" }] };
    await this.create(path, "organization-memberships", { email }, { teams });
    const user = `user-${String(this.users.size + 2).padStart(16, "0")}`;
    this.users.set(role, user);
    this.keys.set(role, await this.issue(`/users/${user}/authentication-tokens`));
  }
}

/** The one resource of an answer. */
export function dataOf(response: TestResponse): {
  readonly id: string;
  readonly attributes: Record<string, unknown>;
} {
  const { data } = (response.body ?? {}) as { data?: never };
  if (data === undefined) throw new Error(`answered ${response.status}: ${response.text}`);
  return data;
}
