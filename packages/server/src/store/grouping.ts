/** The values of many owners, by owner, in the order in which they come. */
export function groupBy<Row, Value>(
  rows: readonly Row[],
  owner: (row: Row) => string,
  value: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(owner(row));
    if (group === undefined) groups.set(owner(row), [value(row)]);
    else group.push(value(row));
  }
  return groups;
}
