/** A whole number as people read it: 59,029. */
export const count = (n: number): string => n.toLocaleString('en-US');

/** Seconds with one decimal: 2.4 s. */
export const secondsText = (seconds: number): string => `${seconds.toFixed(1)} s`;

/** One line of text, safe to show: what a terminal would obey or a reader would not see is written out. */
export const oneLine = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Columns lined up by spaces; numbers (cells of digits, commas and points) to the right. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  }
  const isNumber = (cell: string) => /^[\d,.]+$/.test(cell);
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (isNumber(cell) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ');
  return rows.map((row) => `${indent}${line(row)}`.trimEnd()).join('\n');
}

/** Bytes as people read them: 108.6 MB. */
export function bytesText(bytes: number): string {
  const step = [1e9, 1e6, 1e3].findIndex((size) => bytes >= size);
  const size = [1e9, 1e6, 1e3][step];
  return size === undefined ? `${bytes} bytes` : `${(bytes / size).toFixed(1)} ${['GB', 'MB', 'kB'][step]}`;
}
