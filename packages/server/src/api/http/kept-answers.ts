import { Remembered } from "../../domain/remembered.js";
import type { Store } from "../../domain/store.js";
import type { Bearer } from "../../domain/tokens/token.js";
import type { HttpReply } from "./route.js";
import { showsSignedLink } from "./signed-links.js";

/** LIMIT: bytes of answers that are kept at the same time. */
const LIMIT = 32 * 1024 * 1024;

/** LIMIT: bytes of one that is kept: a few large ones would be in the way of many. */
const ANSWER_LIMIT = 1024 * 1024;

/** Bytes that an answer takes beside its address and body. */
const OVERHEAD = 500;

type Kept = HttpReply & { readonly body: Buffer };

/** Answers that were made of the store, for whoever asks the same before anything in it changes. */
export class KeptAnswers {
  private readonly answers: Remembered<Kept>;

  constructor(store: Pick<Store, "revision">) {
    this.answers = new Remembered(store, {
      limit: LIMIT,
      sizeOf: ({ body }, key) => OVERHEAD + key.length + body.length,
    });
  }

  /** What was answered to the same bearer at the same address; otherwise what `make` answers now. */
  async answer(
    { tokenId, revision }: Pick<Bearer, "tokenId" | "revision">,
    url: string,
    make: () => Promise<HttpReply>,
  ): Promise<HttpReply> {
    const key = `${tokenId} ${url}`;
    const kept = this.answers.find(revision, key);
    if (kept !== undefined) return kept;
    const made = await make();
    if (made.body === undefined || made.stream !== undefined) return made;
    const body = Buffer.from(made.body);
    const reply = { ...made, body };
    const isKept = body.length <= ANSWER_LIMIT && !showsSignedLink(body);
    if (isKept) void this.answers.keep(revision, key, reply);
    return reply;
  }
}
