import type { Actor } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { BlobContent, BlobStore } from "../blobs/blob-store.js";
import type { Instant } from "../clock.js";
import type { Environment } from "../environment.js";
import { NotFound } from "../errors.js";
import type { Transaction } from "../store.js";
import { keepOutputs } from "./output-keeping.js";
import type { StateReader } from "./state-reader.js";
import {
  finalizeVersion,
  isAwaitingJsonState,
  isAwaitingState,
  STATE_LIMIT,
  type StateVersion,
  type StateVersionId,
} from "./state-version.js";

/** Takes what versions that were made without a state wait for. */
export class StateUploadService {
  constructor(
    private readonly environment: Environment,
    private readonly blobs: BlobStore,
    private readonly reader: StateReader,
  ) {}

  /**
   * Takes the state, once, and has it read: when this resolves it is the current one of its workspace.
   *
   * @throws NotFound when no upload is awaited (any more)
   * @throws TooLarge, Unsupported as `StateReader.read`; it can then be uploaded again
   */
  async receive(actor: Actor, id: StateVersionId, content: BlobContent): Promise<void> {
    const { store, ids } = this.environment;
    // Asked first, so that nobody fills the disk through a link that is used up.
    const { md5 } = await store.read((tx) => this.getAwaited(tx, actor, id, isAwaitingState));
    const { state, summary, outputs } = await this.reader.read(content, md5);
    await store.transaction(async (tx) => {
      const version = await this.lockAwaited(tx, actor, id, isAwaitingState);
      await tx.stateVersions.save(finalizeVersion(version, state, summary));
      await keepOutputs(tx, id, outputs, ids);
      await this.audit(tx, actor, version, { sha256: state });
    });
  }

  /** Takes the state as Terraform prints it, once, before or after the state itself. */
  async receiveJson(actor: Actor, id: StateVersionId, content: BlobContent): Promise<void> {
    const { store } = this.environment;
    await store.read((tx) => this.getAwaited(tx, actor, id, isAwaitingJsonState));
    const jsonState = await this.blobs.write(content, STATE_LIMIT);
    await store.transaction(async (tx) => {
      const version = await this.lockAwaited(tx, actor, id, isAwaitingJsonState);
      await tx.stateVersions.save({ ...version, jsonState });
      await this.audit(tx, actor, version, { sha256: jsonState, form: "json" });
    });
  }

  /** Nothing else happens to the states of its workspace until the transaction ends. */
  private async lockAwaited(
    tx: Transaction,
    actor: Actor,
    id: StateVersionId,
    isAwaited: Awaiting,
  ): Promise<StateVersion> {
    const { workspaceId } = await tx.stateVersions.get(id);
    await tx.workspaces.getForUpdate(workspaceId);
    return this.getAwaited(tx, actor, id, isAwaited);
  }

  private async getAwaited(
    tx: Transaction,
    actor: Actor,
    id: StateVersionId,
    isAwaited: Awaiting,
  ): Promise<StateVersion> {
    const version = await tx.stateVersions.get(id);
    this.environment.access.require(actor, "upload", subject("state version", version));
    if (!isAwaited(version, this.environment.clock.now())) throw new NotFound("state version", id);
    return version;
  }

  private audit(
    tx: Transaction,
    actor: Actor,
    version: StateVersion,
    details: { readonly [key: string]: string },
  ): Promise<void> {
    const about = subject("state version", version);
    return tx.audit.append(
      auditEntry(this.environment.clock.now(), actor, "upload", about, details),
    );
  }
}

type Awaiting = (version: StateVersion, now: Instant) => boolean;
