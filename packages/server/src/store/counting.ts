import type { SelectQueryBuilder } from "kysely";
import type { Tables } from "./schema.js";

/** How many rows a query of one table has. */
export async function countRows<Table extends keyof Tables>(
  query: SelectQueryBuilder<Tables, Table, object>,
): Promise<number> {
  const row = await query.select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirst();
  return Number(row?.count ?? 0);
}
