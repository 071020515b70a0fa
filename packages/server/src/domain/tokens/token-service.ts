import { type Holder, SYSTEM } from "../access/actor.js";
import { type Grants, ORGANIZATION_STANDING, standingsOf } from "../access/standing.js";
import { anySubject, subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { NotAuthenticated } from "../errors.js";
import { Remembered } from "../remembered.js";
import type { Revision, Transaction } from "../store.js";
import type { Team } from "../teams/team.js";
import { ADMIN_USERNAME, type User } from "../users/user.js";
import { type Bearer, isExpired, isLastUseStale, type Token, type TokenHolder } from "./token.js";
import type { TokenSecrets } from "./token-secrets.js";

/** A token, and who may do what with it. */
interface Known {
  readonly token: Token;
  readonly actor: Holder;
}

/** LIMIT: tokens and single grants to their holders that are remembered at the same time. */
const KNOWN_LIMIT = 100_000;

export class TokenService {
  private readonly known: Remembered<Known>;

  constructor(
    private readonly environment: Environment,
    private readonly secrets: TokenSecrets,
  ) {
    this.known = new Remembered(environment.store, { limit: KNOWN_LIMIT, sizeOf: grantsIn });
  }

  /**
   * Who holds a key. It is looked up again after any change of the store: a token that was revoked, or a
   * permission that was taken, counts for no request that came later.
   *
   * @throws NotAuthenticated when the key is unknown or expired
   */
  async authenticate(key: string): Promise<Bearer> {
    const { store, clock } = this.environment;
    const digest = this.secrets.digest(key);
    const revision = await store.revision();
    const { token, actor } =
      this.known.find(revision, digest) ?? (await this.lookUp(digest, revision));
    const now = clock.now();
    if (isExpired(token, now)) throw new NotAuthenticated();
    if (isLastUseStale(token, now)) {
      await store.transaction((tx) => tx.tokens.recordUse(token.id, now));
    }
    return { tokenId: token.id, actor, revision };
  }

  private async lookUp(digest: string, revision: Revision | null): Promise<Known> {
    const known = await this.environment.store.read(async (tx) => {
      const found = await tx.tokens.findByDigest(digest);
      if (found === null || !this.secrets.equal(found.token.digest, digest)) {
        throw new NotAuthenticated();
      }
      return { token: found.token, actor: await actorOf(tx, found.holder) };
    });
    void this.known.keep(revision, digest, known);
    return known;
  }

  /**
   * On an empty store, creates the site administrator with a key and returns that key; the preset one
   * if given. Null when the administrator already exists: first start has happened.
   */
  async firstStart(presetKey: string | null): Promise<string | null> {
    return this.environment.store.transaction(async (tx) => {
      if ((await tx.users.findAdministrator()) !== null) return null;
      const { ids, clock } = this.environment;
      const admin: User = {
        id: ids.next("user"),
        username: ADMIN_USERNAME,
        email: null,
        isSiteAdmin: true,
        createdAt: clock.now(),
      };
      await tx.users.insert(admin);
      return this.addKey(tx, admin, presetKey ?? this.secrets.newKey(), "first start");
    });
  }

  /** Makes another key for the site administrator, for whoever lost the first one. */
  async recover(): Promise<string> {
    return this.environment.store.transaction(async (tx) => {
      const admin = await tx.users.findAdministrator();
      if (admin === null) throw new Error("there is no administrator yet: start the server once");
      return this.addKey(tx, admin, this.secrets.newKey(), "recovery on the server's machine");
    });
  }

  private async addKey(tx: Transaction, user: User, key: string, reason: string): Promise<string> {
    const { ids, clock, access } = this.environment;
    access.require(SYSTEM, "create", anySubject("token", null));
    const token: Token = {
      id: ids.next("at"),
      owner: { kind: "user", id: user.id },
      createdBy: null,
      digest: this.secrets.digest(key),
      description: reason,
      createdAt: clock.now(),
      lastUsedAt: null,
      expiresAt: null,
    };
    await tx.tokens.insert(token);
    await tx.audit.append(
      auditEntry(
        token.createdAt,
        SYSTEM,
        "create",
        subject("token", { id: token.id, organization: null }),
        { user: user.username, reason },
      ),
    );
    return key;
  }
}

/** Whoever holds a token, with all that he may do at this moment. */
async function actorOf(tx: Transaction, holder: TokenHolder): Promise<Holder> {
  switch (holder.kind) {
    case "organization": {
      const { name } = holder;
      return { kind: "organization", name, standings: new Map([[name, ORGANIZATION_STANDING]]) };
    }
    case "team": {
      const { id, name } = holder.team;
      return {
        kind: "team",
        id,
        name,
        standings: standingsOf([holder.team], await grantsOf(tx, [holder.team])),
      };
    }
    case "user": {
      const { id, username: name, isSiteAdmin } = holder.user;
      // Nobody asks an administrator where he belongs.
      if (isSiteAdmin) return { kind: "user", id, name, isSiteAdmin, standings: new Map() };
      const organizations = await tx.users.organizationsOf(id);
      const teams = await tx.teams.ofUser(id);
      const standings = standingsOf(teams, await grantsOf(tx, teams), organizations);
      return { kind: "user", id, name, isSiteAdmin, standings };
    }
  }
}

async function grantsOf(tx: Transaction, teams: readonly Team[]): Promise<Grants> {
  const ids = teams.map(({ id }) => id);
  return {
    workspaces: await tx.teamWorkspaces.ofTeams(ids),
    projects: await tx.teamProjects.ofTeams(ids),
  };
}

/** How many entries somebody takes: one, and one for each single thing that he may do. */
function grantsIn({ actor }: Known): number {
  const standings = [...actor.standings.values()];
  return standings.reduce(
    (sum, { workspaces, projects }) => sum + 1 + workspaces.size + projects.size,
    1,
  );
}
