import type { Actor } from "../access/actor.js";
import { anySubject, subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Invalid } from "../errors.js";
import { TAKEN } from "../names.js";
import type { Page, PageRequest } from "../page.js";
import type { PolicyKind } from "../policies/policy.js";
import type { Transaction } from "../store.js";
import {
  createToolVersion,
  type ToolVersion,
  type ToolVersionChange,
  type ToolVersionDetails,
  type ToolVersionDraft,
  type ToolVersionId,
  toolVersionProblems,
  updateToolVersion,
} from "./tool-version.js";
import type { ToolVersionQuery } from "./tool-version-store.js";

/** The list of tool versions, which belongs to the server and not to an organization. */
export class ToolVersionService {
  constructor(private readonly environment: Environment) {}

  async list(
    actor: Actor,
    kind: PolicyKind,
    query: ToolVersionQuery,
    page: PageRequest,
  ): Promise<Page<ToolVersionDetails>> {
    this.require(actor, "list");
    return this.environment.store.read((tx) => tx.toolVersions.list(kind, query, page));
  }

  async get(actor: Actor, kind: PolicyKind, id: ToolVersionId): Promise<ToolVersionDetails> {
    this.require(actor, "read");
    return this.environment.store.read((tx) => tx.toolVersions.get(kind, id));
  }

  async create(
    actor: Actor,
    kind: PolicyKind,
    draft: ToolVersionDraft,
  ): Promise<ToolVersionDetails> {
    this.require(actor, "create");
    const { store, ids, clock } = this.environment;
    return store.transaction(async (tx) => {
      const given = { id: ids.next("tool"), kind, createdAt: clock.now() };
      const tool = createToolVersion(draft, given);
      await refuseInvalid(tx, tool, null);
      await tx.toolVersions.insert(tool);
      await this.record(tx, actor, "create", tool);
      return tx.toolVersions.get(kind, tool.id);
    });
  }

  async update(
    actor: Actor,
    kind: PolicyKind,
    id: ToolVersionId,
    change: ToolVersionChange,
  ): Promise<ToolVersionDetails> {
    this.require(actor, "update");
    return this.environment.store.transaction(async (tx) => {
      const tool = await tx.toolVersions.get(kind, id);
      if (isEmptyChange(change)) return tool;
      const updated = updateToolVersion(tool, change);
      await refuseInvalid(tx, updated, tool);
      await tx.toolVersions.save(updated);
      await this.record(tx, actor, "update", updated);
      return tx.toolVersions.get(kind, id);
    });
  }

  /** Policy sets that name it go on naming it. */
  async delete(actor: Actor, kind: PolicyKind, id: ToolVersionId): Promise<void> {
    this.require(actor, "delete");
    return this.environment.store.transaction(async (tx) => {
      const tool = await tx.toolVersions.get(kind, id);
      await tx.toolVersions.delete(id);
      await this.record(tx, actor, "delete", tool);
    });
  }

  private require(actor: Actor, verb: Verb): void {
    this.environment.access.require(actor, verb, anySubject("tool version", null));
  }

  private async record(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    { id, kind, version }: ToolVersion,
  ): Promise<void> {
    const what = subject("tool version", { id, organization: null });
    const now = this.environment.clock.now();
    await tx.audit.append(auditEntry(now, actor, verb, what, { kind, version }));
  }
}

async function refuseInvalid(
  tx: Transaction,
  tool: ToolVersion,
  former: ToolVersion | null,
): Promise<void> {
  const problems = toolVersionProblems(tool);
  const isRenamed = tool.version !== former?.version;
  if (isRenamed && (await tx.toolVersions.isVersionTaken(tool.kind, tool.version))) {
    problems.push({ field: "version", message: TAKEN });
  }
  Invalid.throwIfAny(problems);
}
