import type { Actor } from "../access/actor.js";
import { subject, subjectIn, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { BlobContent, BlobStore } from "../blobs/blob-store.js";
import type { Environment } from "../environment.js";
import { Conflict, NotFound } from "../errors.js";
import { type Evaluator, unwatched } from "../evaluation/evaluator.js";
import type { Page, PageRequest } from "../page.js";
import type { RunId } from "../runs/run.js";
import { isOver } from "../runs/run-machine.js";
import type { Transaction } from "../store.js";
import type { Workspace, WorkspaceId } from "../workspaces/workspace.js";
import {
  archiveConfiguration,
  CONFIGURATION_LIMIT,
  type ConfigurationDraft,
  type ConfigurationVersion,
  type ConfigurationVersionId,
  createConfigurationVersion,
  settleConfiguration,
  takesUpload,
} from "./configuration-version.js";

/** How a request names a configuration version: by its id, or by a run that was started from it. */
export type ConfigurationKey = { readonly id: ConfigurationVersionId } | { readonly runId: RunId };

export class ConfigurationVersionService {
  constructor(
    private readonly environment: Environment,
    private readonly blobs: BlobStore,
    private readonly evaluator: Pick<Evaluator, "inspectConfiguration">,
  ) {}

  async list(
    actor: Actor,
    workspaceId: WorkspaceId,
    page: PageRequest,
  ): Promise<Page<ConfigurationVersion>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const workspace = await tx.workspaces.get(workspaceId);
      access.require(actor, "list", subjectOfConfigurations(workspace));
      return tx.configurationVersions.list(workspaceId, page);
    });
  }

  async get(actor: Actor, key: ConfigurationKey): Promise<ConfigurationVersion> {
    return this.environment.store.read(async (tx) =>
      this.getPermitted(tx, actor, "read", await idOf(tx, key)),
    );
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(
    actor: Actor,
    ids: readonly ConfigurationVersionId[],
  ): Promise<readonly ConfigurationVersion[]> {
    const { store, access } = this.environment;
    const found = await store.read((tx) => tx.configurationVersions.getMany(ids));
    return found.filter((each) =>
      access.permits(actor, "read", subject("configuration version", each)),
    );
  }

  /** Makes a version that waits for its upload. */
  async create(
    actor: Actor,
    workspaceId: WorkspaceId,
    draft: ConfigurationDraft,
  ): Promise<ConfigurationVersion> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      const workspace = await tx.workspaces.get(workspaceId);
      access.require(actor, "create", subjectOfConfigurations(workspace));
      const { organization, projectId } = workspace;
      const id = ids.next("cv");
      const createdAt = clock.now();
      const place = { workspaceId, projectId, organization };
      const version = createConfigurationVersion(draft, { id, ...place, createdAt });
      await tx.configurationVersions.insert(version);
      await tx.audit.append(
        auditEntry(createdAt, actor, "create", subject("configuration version", version), {
          workspace: workspace.name,
        }),
      );
      return version;
    });
  }

  /** The archive as it was uploaded. @throws NotFound unless it is uploaded */
  async archive(actor: Actor, key: ConfigurationKey): Promise<Uint8Array> {
    const { id, archive } = await this.environment.store.read(async (tx) =>
      this.getPermitted(tx, actor, "download", await idOf(tx, key)),
    );
    if (archive === null) throw new NotFound("configuration version", id);
    return this.blobs.read(archive);
  }

  /**
   * Takes the uploaded archive and has it read: when this resolves, the version is uploaded or errored.
   * Until then nothing of it is recorded, so that whoever is interrupted uploads it again.
   *
   * @throws NotFound when no upload is taken (any more)
   * @throws TooLarge when the archive is above CONFIGURATION_LIMIT; it can then be uploaded again
   */
  async receive(actor: Actor, id: ConfigurationVersionId, content: BlobContent): Promise<void> {
    const { store, clock } = this.environment;
    // Asked first, so that nobody fills the disk through a link that is used up.
    await store.read(async (tx) =>
      this.requireUpload(tx, actor, await tx.configurationVersions.get(id)),
    );
    const archive = await this.blobs.write(content, CONFIGURATION_LIMIT);
    const inspection = await this.evaluator.inspectConfiguration(archive, unwatched());
    await store.transaction(async (tx) => {
      const now = clock.now();
      const version = await tx.configurationVersions.getForUpdate(id);
      await this.requireUpload(tx, actor, version);
      const settled = settleConfiguration(version, archive, inspection, now);
      await tx.configurationVersions.save(settled);
      await tx.audit.append(
        auditEntry(now, actor, "upload", subject("configuration version", settled), {
          sha256: archive,
          status: settled.status,
          error: settled.error,
        }),
      );
    });
  }

  /**
   * Lets go of what was uploaded, for ever.
   *
   * @throws Conflict when it is the current one of its workspace, has runs in progress, or was never uploaded
   */
  async letGo(actor: Actor, id: ConfigurationVersionId): Promise<void> {
    const { store, access, clock } = this.environment;
    await store.transaction(async (tx) => {
      const now = clock.now();
      const version = await tx.configurationVersions.getForUpdate(id);
      const self = subject("configuration version", version);
      access.require(actor, "archive", self);
      if (version.status !== "uploaded") {
        throw new Conflict(`configuration could not be archived because it is ${version.status}`);
      }
      const { currentConfigurationVersionId } = await tx.workspaces.get(version.workspaceId);
      // COMPAT (client for Terraform Enterprise, configuration versions): this text.
      if (currentConfigurationVersionId === id) {
        throw new Conflict("configuration could not be archived because it is current");
      }
      const statuses = await tx.configurationVersions.statusesOfRuns(id);
      if (!statuses.every(isOver)) {
        throw new Conflict("configuration could not be archived because it has runs in progress");
      }
      await tx.configurationVersions.save(archiveConfiguration(version, now));
      await tx.audit.append(auditEntry(now, actor, "archive", self, {}));
    });
  }

  private async requireUpload(
    tx: Transaction,
    actor: Actor,
    version: ConfigurationVersion,
  ): Promise<void> {
    const { access, clock } = this.environment;
    access.require(actor, "upload", subject("configuration version", version));
    const isUsed = (await tx.configurationVersions.statusesOfRuns(version.id)).length > 0;
    if (!takesUpload(version, isUsed, clock.now())) {
      throw new NotFound("configuration version", version.id);
    }
  }

  private async getPermitted(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    id: ConfigurationVersionId,
  ): Promise<ConfigurationVersion> {
    const version = await tx.configurationVersions.get(id);
    this.environment.access.require(actor, verb, subject("configuration version", version));
    return version;
  }
}

/** The configurations of a workspace, as when they are listed or a new one is made. */
function subjectOfConfigurations({ id, organization, projectId }: Workspace) {
  return subjectIn("configuration version", { organization, workspaceId: id, projectId });
}

/** @throws NotFound also when the run was not started from any */
async function idOf(tx: Transaction, key: ConfigurationKey): Promise<ConfigurationVersionId> {
  if ("id" in key) return key.id;
  const { configurationVersionId } = await tx.runs.get(key.runId);
  if (configurationVersionId !== null) return configurationVersionId;
  throw new NotFound("configuration version", `of run ${key.runId}`);
}
