import { readSync, writeSync } from "node:fs";
import { encodeFrame, FrameDecoder } from "./frames.js";
import { MESSAGES_DESCRIPTOR } from "./messages.js";

/** A sign of life is due several times in the time after which silence ends the process. */
const ALIVE_INTERVAL_MILLISECONDS = 1000;

/** An evaluator's end of the descriptor by which the server talks to it. Everything blocks. */
export class ChildChannel<Received, Sent extends { readonly kind: string }> {
  private readonly decoder = new FrameDecoder();
  private readonly buffer = Buffer.alloc(64 * 1024);
  private readonly received: Received[] = [];
  private lastWritten = Number.NEGATIVE_INFINITY;

  /** The next message; nothing when the server has closed its end. */
  read(): Received | undefined {
    while (this.received.length === 0) {
      const length = readSync(MESSAGES_DESCRIPTOR, this.buffer);
      if (length === 0) return undefined;
      const piece = Buffer.from(this.buffer.subarray(0, length));
      this.received.push(...(this.decoder.push(piece) as Received[]));
    }
    return this.received.shift();
  }

  /** Messages of kind "alive" are left out where another one was sent just before. */
  write(message: Sent): void {
    const now = performance.now();
    if (message.kind === "alive" && now - this.lastWritten < ALIVE_INTERVAL_MILLISECONDS) return;
    this.lastWritten = now;
    const frame = encodeFrame(message);
    for (let at = 0; at < frame.length; ) at += writeSync(MESSAGES_DESCRIPTOR, frame, at);
  }
}
