import { deflateRawSync } from "node:zlib";
import { crc32 } from "../src/crc32.js";

/** One entry, with the lies that a hostile packer can tell. */
export interface ZipRow {
  readonly name: string;
  readonly content?: string;
  readonly method?: 0 | 8 | 12;
  readonly mode?: number;
  readonly flags?: number;
  readonly checksum?: number;
  /** The inflated size that the archive claims. */
  readonly size?: number;
}

/** Packs a zip as APPNOTE.TXT 6.3 lays it out: local headers with contents, table, end record. */
export function writeZip(rows: readonly ZipRow[]): Buffer {
  const locals: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const row of rows) {
    const { name, content = "", method = 8, mode = 0, flags = 0x800 } = row;
    const plain = Buffer.from(content);
    const packed = method === 0 ? plain : deflateRawSync(plain);
    const nameBytes = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(row.checksum ?? crc32(plain, 0), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(row.size ?? plain.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), shared, nameBytes, packed]);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt32LE((mode << 16) >>> 0, 6);
    attributes.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 3]);
    table.push(Buffer.from("PK\x01\x02"), made, shared, attributes, nameBytes);
    locals.push(local);
    offset += local.length;
  }
  const tableBytes = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(rows.length, 8);
  end.writeUInt16LE(rows.length, 10);
  end.writeUInt32LE(tableBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, tableBytes, end]);
}
