import { MAX_MESSAGE_BYTES } from "./messages.js";

// Messages travel as frames: four bytes with the length, most significant first, then JSON.

const HEADER_BYTES = 4;

export function encodeFrame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, body]);
}

/** Puts frames together from whatever pieces they arrive in. */
export class FrameDecoder {
  private pieces: Buffer[] = [];
  private size = 0;

  /** The messages that the piece completes, in order. Throws for a frame beyond the limit. */
  push(piece: Buffer): unknown[] {
    this.pieces.push(piece);
    this.size += piece.length;
    const messages: unknown[] = [];
    for (let frame = this.takeFrame(); frame !== undefined; frame = this.takeFrame())
      messages.push(JSON.parse(frame.toString("utf8")));
    return messages;
  }

  private takeFrame(): Buffer | undefined {
    if (this.size < HEADER_BYTES) return undefined;
    if ((this.pieces[0]?.length ?? 0) < HEADER_BYTES) this.joinPieces();
    const length = this.pieces[0]?.readUInt32BE() ?? 0;
    if (length > MAX_MESSAGE_BYTES) throw new Error(`message of ${length} bytes is too long`);
    if (this.size < HEADER_BYTES + length) return undefined;
    const joined = this.joinPieces();
    const frame = joined.subarray(HEADER_BYTES, HEADER_BYTES + length);
    const rest = joined.subarray(HEADER_BYTES + length);
    this.pieces = rest.length === 0 ? [] : [rest];
    this.size = rest.length;
    return frame;
  }

  private joinPieces(): Buffer {
    const joined = Buffer.concat(this.pieces);
    this.pieces = [joined];
    return joined;
  }
}
