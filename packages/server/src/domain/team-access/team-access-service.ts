import type { Actor } from "../access/actor.js";
import { anySubject, subject, teamSubject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import type { TeamId } from "../teams/team.js";
import type { AccessKind, PROJECT_ACCESS, WORKSPACE_ACCESS } from "./access-kind.js";
import { readableTeams, usableTeam } from "./readable-teams.js";
import type { TeamProject, TeamWorkspace } from "./team-access.js";

/** What teams may do in single workspaces, or in single projects. */
export class TeamAccessService<
  Row extends TeamWorkspace | TeamProject,
  Draft extends Change,
  Change extends object,
> {
  constructor(
    private readonly environment: Environment,
    private readonly kind: AccessKind<Row, Draft, Change>,
  ) {}

  /** The rows of a workspace or project, for teams that the actor knows of. */
  async list(actor: Actor, placeId: string, page: PageRequest): Promise<Page<Row>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const place = await this.kind.place(tx, placeId);
      access.require(actor, "read", subject(this.kind.noun, place));
      const teamIds = await readableTeams(tx, access, actor, place.organization);
      return this.kind.rows(tx).list({ placeId, teamIds }, page);
    });
  }

  async get(actor: Actor, id: string): Promise<Row> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const row = await this.kind.rows(tx).get(id);
      const place = await this.kind.place(tx, this.kind.placeOf(row));
      access.require(actor, "read", subject(this.kind.noun, place));
      access.require(actor, "read", teamSubject(await tx.teams.get(row.teamId)));
      return row;
    });
  }

  /** @throws Invalid when the team has a row there already */
  async create(actor: Actor, placeId: string, teamId: TeamId, draft: Draft): Promise<Row> {
    const { store, access, clock, ids } = this.environment;
    const { noun, idPrefix } = this.kind;
    return store.transaction(async (tx) => {
      const place = await this.kind.place(tx, placeId);
      access.require(actor, "manage access", subject(noun, place));
      const { organization } = place;
      const problems = await usableTeam(tx, access, actor, organization, teamId);
      if (problems.length === 0 && (await this.kind.rows(tx).find(teamId, placeId)) !== null) {
        problems.push({ field: "team", message: `already has access to the ${noun}` });
      }
      const given = { id: ids.next(idPrefix), organization, teamId, createdAt: clock.now() };
      const row = this.kind.create(draft, given, place);
      Invalid.throwIfAny([...problems, ...this.problems(actor, row, draft, false)]);
      await this.kind.rows(tx).insert(row);
      await this.record(tx, actor, "create", row);
      return row;
    });
  }

  async update(actor: Actor, id: string, change: Change): Promise<Row> {
    return this.environment.store.transaction(async (tx) => {
      const row = await this.findForChange(tx, actor, id);
      if (isEmptyChange(change)) return row;
      const updated = this.kind.update(row, change);
      const former = this.kind.overridesPolicies(row);
      Invalid.throwIfAny(this.problems(actor, updated, change, former));
      await this.kind.rows(tx).save(updated);
      await this.record(tx, actor, "update", updated);
      return updated;
    });
  }

  async delete(actor: Actor, id: string): Promise<void> {
    return this.environment.store.transaction(async (tx) => {
      const row = await this.findForChange(tx, actor, id);
      await this.kind.rows(tx).delete(id);
      await this.record(tx, actor, "delete", row);
    });
  }

  private async findForChange(tx: Transaction, actor: Actor, id: string): Promise<Row> {
    const row = await this.kind.rows(tx).get(id);
    const place = await this.kind.place(tx, this.kind.placeOf(row));
    this.environment.access.require(actor, "manage access", subject(this.kind.noun, place));
    return row;
  }

  /** `former`: whether the team could override before; to give that takes a right of its own. */
  private problems(actor: Actor, row: Row, change: Change, former: boolean): Problem[] {
    const { access } = this.environment;
    const problems = this.kind.problems(row, change);
    const gives = this.kind.overridesPolicies(row) && !former;
    if (gives && !access.permits(actor, "grant", anySubject("team access", row.organization))) {
      const field = this.kind.noun === "workspace" ? "" : "workspaceAccess.";
      problems.push({ field: `${field}policyOverrides`, message: OVERRIDES_NOT_YOURS });
    }
    return problems;
  }

  private async record(
    tx: Transaction,
    actor: Actor,
    verb: "create" | "update" | "delete",
    row: Row,
  ): Promise<void> {
    const { teamId, level, permissions } = row;
    const place = { [this.kind.noun]: this.kind.placeOf(row) };
    const now = this.environment.clock.now();
    await tx.audit.append(
      auditEntry(now, actor, verb, subject("team access", row), {
        team: teamId,
        ...place,
        level,
        permissions: JSON.parse(JSON.stringify(permissions)),
      }),
    );
  }
}

const OVERRIDES_NOT_YOURS =
  "can be given only by those who manage or delegate policy overrides in the organization";

export type WorkspaceAccessService = ServiceFor<typeof WORKSPACE_ACCESS>;
export type ProjectAccessService = ServiceFor<typeof PROJECT_ACCESS>;

type ServiceFor<Kind> =
  Kind extends AccessKind<infer Row, infer Draft, infer Change>
    ? Draft extends Change
      ? Change extends object
        ? TeamAccessService<Row, Draft, Change>
        : never
      : never
    : never;
