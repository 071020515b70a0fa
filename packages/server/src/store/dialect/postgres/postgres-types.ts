import type { CustomTypesConfig } from "pg";

/** How PostgreSQL's types become values, each the same as from every other engine. */
const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [16, (text) => text === "t"], // boolean, which only PostgreSQL's own catalogue has
  [17, bytes],
  [20, wholeNumber], // bigint: counts, and moments in milliseconds
  [21, Number], // smallint: truth values
  [23, Number],
]);

/** Everything else stays the text that PostgreSQL sends: JSON too, which `columns.ts` reads. */
export const postgresTypes: CustomTypesConfig = {
  getTypeParser: (id: number) => PARSERS.get(id) ?? String,
};

/** LIMIT: beyond 2^53 a number would silently become another one. */
function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`the database holds the number ${text}`);
  return number;
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text.slice("\\x".length), "hex");
}
