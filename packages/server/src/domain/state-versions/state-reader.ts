import type { BlobContent, BlobId, BlobStore } from "../blobs/blob-store.js";
import { Unsupported } from "../errors.js";
import {
  type Evaluator,
  type OutputOfState,
  type StateSummary,
  unwatched,
} from "../evaluation/evaluator.js";
import { OTHER_MD5, STATE_LIMIT } from "./state-version.js";

/** A state that is kept, and what is in it. */
export interface ReceivedState {
  readonly state: BlobId;
  readonly summary: StateSummary;
  readonly outputs: readonly OutputOfState[];
}

/** Keeps states, and has them read. Nothing is read here: a state is looked at by the evaluator only. */
export class StateReader {
  constructor(
    private readonly blobs: BlobStore,
    private readonly evaluator: Pick<Evaluator, "inspectState">,
  ) {}

  /**
   * @throws TooLarge when it is above STATE_LIMIT
   * @throws Unsupported when it cannot be read, or has another sum
   */
  async read(content: BlobContent, md5: string): Promise<ReceivedState> {
    const state = await this.blobs.write(content, STATE_LIMIT);
    const inspection = await this.evaluator.inspectState(state, unwatched());
    if (inspection.outcome === "problem") throw new Unsupported(inspection.message);
    if (inspection.md5 !== md5) throw new Unsupported(OTHER_MD5);
    return { state, summary: inspection.summary, outputs: inspection.outputs };
  }
}
