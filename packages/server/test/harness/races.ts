import { expect } from "vitest";

/** Sends a request; who several servers share the work gives each contender another one. */
export type Ask = (
  contender: number,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  data?: unknown,
) => Promise<Answer>;

export interface Answer {
  readonly status: number;
  /** The `data` of the document, as far as races look into it. */
  readonly data: Thing;
}

interface Thing {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const CONTENDERS = 6;

/** What several do at the same time, and what must be so afterwards whoever came first. */
export const RACES: Readonly<Record<string, (race: Race) => Promise<void>>> = {
  "one of several has the name of an organization": async (race) => {
    const create = () => race.create("/organizations", "organizations", { name: `${race.name}-x` });
    await race.winOnce(201, 422, create);
  },
  "one of several has a policy's name": async (race) => {
    const attributes = { name: "tags", "enforcement-level": "advisory" };
    await race.winOnce(200, 422, (at) =>
      race.create(race.of("policies"), "policies", attributes, at),
    );
    expect(await race.audited("policy", "create")).toBe(1);
  },
  "one of several has a set's name": (race) =>
    race.winOnce(201, 422, (at) =>
      race.create(race.of("policy-sets"), "policy-sets", { name: "a" }, at),
    ),
  "one of several has a workspace's name": (race) =>
    race.winOnce(201, 422, (at) =>
      race.create(race.of("workspaces"), "workspaces", { name: "a" }, at),
    ),
  "one of several has a project's name": (race) =>
    race.winOnce(201, 422, (at) => race.create(race.of("projects"), "projects", { name: "a" }, at)),
  "one of several has a team's name": (race) =>
    race.winOnce(200, 422, (at) => race.create(race.of("teams"), "teams", { name: "a" }, at)),
  "one of several invites whoever has an address": (race) =>
    race.winOnce(201, 422, (at) => race.invite("eve", at)),
  "one of several has a parameter's key": async (race) => {
    const set = await race.made(race.of("policy-sets"), "policy-sets", { name: "a" });
    const attributes = { key: "limit", value: "1", category: "policy-set" };
    await race.winOnce(201, 422, (at) =>
      race.create(`/policy-sets/${set}/parameters`, "vars", attributes, at),
    );
  },
  "one of several deletes a policy": async (race) => {
    const policy = await race.policy("tags");
    await race.winOnce(204, 404, (at) => race.ask(at, "DELETE", `/policies/${policy}`));
    expect(await race.audited("policy", "delete")).toBe(1);
  },
  "one of several locks a workspace": async (race) => {
    const workspace = await race.made(race.of("workspaces"), "workspaces", { name: "a" });
    await race.winOnce(200, 409, (at) =>
      race.ask(at, "POST", `/workspaces/${workspace}/actions/lock`),
    );
    expect(await race.audited("workspace", "lock")).toBe(1);
  },
  "one of several ends a run": async (race) => {
    const workspace = await race.made(race.of("workspaces"), "workspaces", { name: "a" });
    const run = await race.made(
      "/runs",
      "runs",
      { "plan-upload": true },
      {
        workspace: { data: { type: "workspaces", id: workspace } },
      },
    );
    await race.winOnce(202, 409, (at) =>
      race.ask(at, "POST", `/runs/${run}/actions/${at % 2 === 0 ? "cancel" : "discard"}`),
    );
  },
  "no change of a policy is lost": async (race) => {
    const policy = await race.policy("tags");
    const changes = [{ description: "changed" }, { "enforcement-level": "hard-mandatory" }];
    const statuses = await race.all((at) =>
      race.ask(at, "PATCH", `/policies/${policy}`, {
        type: "policies",
        attributes: changes[at % changes.length],
      }),
    );
    expect(statuses).toEqual(Array(CONTENDERS).fill(200));
    const { data } = await race.ask(0, "GET", `/policies/${policy}`);
    expect(data.attributes).toMatchObject(Object.assign({}, ...changes));
    expect(await race.audited("policy", "update")).toBe(CONTENDERS);
  },
  "every member that is added to a set is in it": async (race) => {
    const set = await race.made(race.of("policy-sets"), "policy-sets", { name: "a" });
    const policies: string[] = [];
    for (let at = 0; at < CONTENDERS; at++) policies.push(await race.policy(`p-${at}`));
    const add = (at: number) => {
      const data = [{ type: "policies", id: policies[at] }];
      return race.ask(at, "POST", `/policy-sets/${set}/relationships/policies`, data);
    };
    expect(await race.all(add)).toEqual(Array(CONTENDERS).fill(204));
    const { data } = await race.ask(0, "GET", `/policy-sets/${set}`);
    expect(data.attributes["policy-count"]).toBe(CONTENDERS);
  },
  "a set has versions or members, never both": async (race) => {
    const set = await race.made(race.of("policy-sets"), "policy-sets", { name: "a" });
    const policy = await race.policy("tags");
    const members = [{ type: "policies", id: policy }];
    const statuses = await race.all((at) =>
      at % 2 === 0
        ? race.ask(at, "POST", `/policy-sets/${set}/versions`)
        : race.ask(at, "POST", `/policy-sets/${set}/relationships/policies`, members),
    );
    const isVersioned = statuses.filter((_, at) => at % 2 === 0).includes(201);
    const hasMembers = statuses.filter((_, at) => at % 2 === 1).includes(204);
    expect([isVersioned, hasMembers]).toContain(true);
    expect([isVersioned, hasMembers]).toContain(false);
  },
  "the token of a team is one": async (race) => {
    const team = await race.made(race.of("teams"), "teams", { name: "a" });
    const path = `/teams/${team}/authentication-token`;
    const answers = await Promise.all(race.contenders.map((at) => race.ask(at, "POST", path)));
    expect(answers.map(({ status }) => status)).toEqual(Array(CONTENDERS).fill(201));
    const { data } = await race.ask(0, "GET", path);
    expect(answers.map((answer) => answer.data.id)).toContain(data.id);
    expect((await race.ask(0, "DELETE", path)).status).toBe(204);
    expect((await race.ask(0, "GET", path)).status).toBe(404);
  },
  "an owner stays": async (race) => {
    const owners = (await race.list(race.of("teams"))).find(
      ({ attributes }) => attributes.name === "owners",
    );
    await race.invite("eve", 0, [String(owners?.id)]);
    const memberships = (await race.list(race.of("organization-memberships"))).map(({ id }) => id);
    expect(memberships).toHaveLength(2);
    const statuses = await race.all((at) =>
      race.ask(at, "DELETE", `/organization-memberships/${memberships[at % memberships.length]}`),
    );
    expect(await race.list(race.of("organization-memberships"))).toHaveLength(1);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  },
  "a project that is deleted leaves no workspace behind": async (race) => {
    const project = await race.made(race.of("projects"), "projects", { name: "a" });
    const statuses = await race.all((at) =>
      at === 2
        ? race.ask(at, "DELETE", `/projects/${project}`)
        : race.create(race.of("workspaces"), "workspaces", { name: `w-${at}` }, at, {
            project: { data: { type: "projects", id: project } },
          }),
    );
    const isDeleted = statuses[2] === 204;
    const made = statuses.filter((status) => status === 201).length;
    expect(isDeleted ? 0 : made, String(statuses)).toBe(made);
    expect((await race.ask(0, "GET", `/projects/${project}`)).status).toBe(isDeleted ? 404 : 200);
  },
  "an organization that is deleted leaves no policy behind": async (race) => {
    const answers = await Promise.all(
      race.contenders.map((at) =>
        at === 2
          ? race.ask(at, "DELETE", `/organizations/${race.name}`)
          : race.create(
              race.of("policies"),
              "policies",
              { name: `p-${at}`, "enforcement-level": "advisory" },
              at,
            ),
      ),
    );
    expect(answers[2]?.status).toBe(204);
    for (const [at, { status, data }] of answers.entries()) {
      if (at === 2) continue;
      expect([200, 404]).toContain(status);
      if (status === 200)
        expect((await race.ask(0, "GET", `/policies/${data.id}`)).status).toBe(404);
    }
  },
};

/** One race, in an organization of its own. */
export class Race {
  readonly contenders = Array.from({ length: CONTENDERS }, (_, at) => at);

  constructor(
    readonly ask: Ask,
    readonly name: string,
  ) {}

  async run(race: (race: Race) => Promise<void>): Promise<void> {
    await this.made("/organizations", "organizations", { name: this.name });
    await race(this);
  }

  of(what: string): string {
    return `/organizations/${this.name}/${what}`;
  }

  create(path: string, type: string, attributes: object, contender = 0, relationships = {}) {
    return this.ask(contender, "POST", path, { type, attributes, relationships });
  }

  /** The id of what was made without anybody in the way. */
  async made(path: string, type: string, attributes: object, relationships = {}): Promise<string> {
    const { status, data } = await this.create(path, type, attributes, 0, relationships);
    expect(status, `POST ${path}`).toBeLessThan(300);
    return data.id;
  }

  policy(name: string): Promise<string> {
    return this.made(this.of("policies"), "policies", { name, "enforcement-level": "advisory" });
  }

  invite(who: string, contender = 0, teams: readonly string[] = []): Promise<Answer> {
    const attributes = { email: `${who}@${this.name}.test` };
    const data = teams.map((id) => ({ type: "teams", id }));
    const path = this.of("organization-memberships");
    return this.create(path, "organization-memberships", attributes, contender, {
      teams: { data },
    });
  }

  async list(path: string): Promise<readonly Thing[]> {
    return (await this.ask(0, "GET", path)).data as unknown as readonly Thing[];
  }

  /** The statuses of what all contenders were answered. */
  async all(act: (contender: number) => Promise<Answer>): Promise<readonly number[]> {
    return (await Promise.all(this.contenders.map(act))).map(({ status }) => status);
  }

  async winOnce(
    won: number,
    lost: number,
    act: (contender: number) => Promise<Answer>,
  ): Promise<void> {
    const statuses = await this.all(act);
    expect([...statuses].sort()).toEqual([won, ...Array(CONTENDERS - 1).fill(lost)].sort());
  }

  async audited(noun: string, verb: string): Promise<number> {
    const asked = new URLSearchParams({ "filter[resource][type]": noun, "filter[action]": verb });
    return (await this.list(`${this.of("audit-entries")}?${asked}`)).length;
  }
}
