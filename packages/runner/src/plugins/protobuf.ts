/** LIMIT: messages inside each other, which values of lists and maps are. */
export const MAX_MESSAGE_DEPTH = 200;

/** Writes the fields of one message (Protocol Buffers, Encoding). */
export class MessageWriter {
  private readonly parts: Buffer[] = [];

  varint(field: number, value: number | bigint | boolean): this {
    this.parts.push(varintBytes((BigInt(field) << 3n) | 0n), varintBytes(BigInt(value)));
    return this;
  }

  double(field: number, value: number): this {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    this.parts.push(varintBytes((BigInt(field) << 3n) | 1n), bytes);
    return this;
  }

  bytes(field: number, value: Uint8Array | string | MessageWriter): this {
    const bytes = value instanceof MessageWriter ? value.finish() : Buffer.from(value as string);
    this.parts.push(
      varintBytes((BigInt(field) << 3n) | 2n),
      varintBytes(BigInt(bytes.length)),
      bytes,
    );
    return this;
  }

  finish(): Buffer {
    return Buffer.concat(this.parts);
  }
}

function varintBytes(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

/** The value of a field, as the wire has it; a double is among the `fixed64`. */
export type WireValue =
  | { readonly kind: "varint"; readonly value: bigint }
  | { readonly kind: "fixed64"; readonly value: Buffer }
  | { readonly kind: "bytes"; readonly value: Buffer };

/** Bytes are no message; the text says why. */
export class MessageError extends Error {}

/** Reads the fields of one message, in their order. Throws `MessageError`. */
export function* readFields(message: Buffer): Generator<{ field: number; wire: WireValue }> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) throw new MessageError("it ends within a number");
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw new MessageError("a number is too long");
  };
  const take = (length: number): Buffer => {
    if (length > message.length - at) throw new MessageError("it ends within a field");
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const field = Number(tag >> 3n);
    switch (Number(tag & 7n)) {
      case 0:
        yield { field, wire: { kind: "varint", value: varint() } };
        break;
      case 1:
        yield { field, wire: { kind: "fixed64", value: take(8) } };
        break;
      case 2:
        yield { field, wire: { kind: "bytes", value: take(Number(varint())) } };
        break;
      case 5:
        take(4);
        break;
      default:
        throw new MessageError("a field has an unknown type");
    }
  }
}
