/** Lines of rows by each of their keys; a row with several keys stands under each. */
export function linesBy<Row extends { line: number }>(
  rows: readonly Row[],
  keysOf: (row: Row) => readonly string[],
): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const row of rows)
    for (const key of keysOf(row)) {
      const own = lines.get(key);
      if (own === undefined) lines.set(key, [row.line]);
      else own.push(row.line);
    }
  return lines;
}
