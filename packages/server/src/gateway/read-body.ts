import type { IncomingMessage } from "node:http";
import { SECOND } from "../domain/clock.js";
import { refusal } from "./answer.js";

/**
 * LIMIT: bytes of a submission. Nomad keeps a source of at most one megabyte by default. The most
 * awkward document takes a tenth of a second for each megabyte, in which nothing else is served.
 */
const MAX_SUBMISSION_BYTES = 4 * 1024 * 1024;

/** LIMIT: bytes of all submissions that are being received or judged. */
const MAX_HELD_BYTES = 128 * 1024 * 1024;

/** LIMIT: how long a submission may take to arrive. */
const ARRIVAL_TIME = 30 * SECOND;

/** What bounds bodies; tests set it lower. */
export interface BodyLimits {
  readonly bytes: number;
  readonly heldBytes: number;
  readonly arrivalTime: number;
}

const bodyLimits: BodyLimits = {
  bytes: MAX_SUBMISSION_BYTES,
  heldBytes: MAX_HELD_BYTES,
  arrivalTime: ARRIVAL_TIME,
};

/** Reads bodies whole, as far as there is room for them. */
export class BodyReader {
  private held = 0;

  constructor(private readonly limits: BodyLimits = bodyLimits) {}

  /**
   * Hands a body to `use`, and lets go of it when that has ended. Throws `Refusal` for one that is too
   * large or too slow, or when there is no room.
   */
  async withBody<Result>(
    request: IncomingMessage,
    use: (body: Buffer) => Promise<Result>,
  ): Promise<Result> {
    const held = { size: 0 };
    try {
      return await use(await this.read(request, held));
    } finally {
      this.held -= held.size;
    }
  }

  private read(request: IncomingMessage, held: { size: number }): Promise<Buffer> {
    const { bytes, heldBytes, arrivalTime } = this.limits;
    const pieces: Buffer[] = [];
    return new Promise((resolve, reject) => {
      const late = `the request did not arrive within ${arrivalTime / SECOND} seconds`;
      const timer = setTimeout(() => fail(refusal(408, late)), arrivalTime);
      const take = (piece: Buffer) => {
        held.size += piece.length;
        this.held += piece.length;
        if (held.size > bytes) fail(refusal(413, `the request is larger than ${bytes} bytes`));
        else if (this.held > heldBytes)
          fail(refusal(503, "too many requests are in progress; try again"));
        else pieces.push(piece);
      };
      const fail = (error: Error) => {
        clearTimeout(timer);
        request.off("data", take);
        reject(error);
      };
      request.on("data", take);
      request.once("error", fail);
      request.once("close", () => fail(new Error("the request broke off")));
      request.once("end", () => {
        clearTimeout(timer);
        resolve(Buffer.concat(pieces));
      });
    });
  }
}
