import { type OrderByItemBuilder, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Page, PageRequest } from "../domain/page.js";

/** The rows that a page needs: `limit` of them after `offset`. */
export function windowOf({ number, size }: PageRequest): { offset: number; limit: number } {
  return { offset: (number - 1) * size, limit: size };
}

export function countedPage<Item>(
  { number, size }: PageRequest,
  total: number,
  items: readonly Item[],
): Page<Item> {
  return { items, number, size, total, hasNext: number * size < total };
}

/** A page of a list whose length nobody counts; `items` holds one more than a page if there is one. */
export function uncountedPage<Item>(
  { number, size }: PageRequest,
  items: readonly Item[],
): Page<Item> {
  return { items: items.slice(0, size), number, size, total: null, hasNext: items.length > size };
}

/** The condition that the name contains `part`, whatever the case of ASCII letters. */
export function nameContains(part: string): RawBuilder<SqlBool> {
  return columnContains("name", part);
}

export function columnContains(column: string, part: string): RawBuilder<SqlBool> {
  const pattern = partPattern(part.toLowerCase());
  return sql`lower(${sql.ref(column)}) LIKE ${pattern} ESCAPE '\\'`;
}

/** The pattern of LIKE for whatever contains `part`, with a backslash before what would mean more. */
export function partPattern(part: string): string {
  return `%${part.replace(/[\\%_]/g, "\\$&")}%`;
}

/** The condition that a column has one of these values. LIMIT: the first LIST_LIMIT of them count. */
export function isAnyOf(column: string, values: readonly string[]): RawBuilder<SqlBool> {
  if (values.length === 0) return sql`1 = 0`;
  return sql`${sql.ref(column)} IN (${sql.join(values.slice(0, LIST_LIMIT))})`;
}

/**
 * The order of a column that may have no value, which comes before all others: engines disagree unless
 * they are told. On a column that always has one it would keep PostgreSQL from using its index.
 */
export function missingFirst(order: OrderByItemBuilder): OrderByItemBuilder {
  return order.asc().nullsFirst();
}

/** The opposite of `missingFirst`. */
export function missingLast(order: OrderByItemBuilder): OrderByItemBuilder {
  return order.desc().nullsLast();
}

/** The order of names, as every engine sorts them: by their bytes, for names are ASCII. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

/** LIMIT: values in one list of a statement; the engines allow 32,766 at least. */
const LIST_LIMIT = 10_000;

/** Asks for long lists in parts. */
export async function inParts<Value, Result>(
  values: readonly Value[],
  ask: (part: readonly Value[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < values.length; start += LIST_LIMIT) {
    results.push(...(await ask(values.slice(start, start + LIST_LIMIT))));
  }
  return results;
}
