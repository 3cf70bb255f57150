/** What a spreadsheet takes for a formula where a cell begins with it, its wide twins included. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;

/**
 * A cell as RFC 4180 has it. A text that a spreadsheet would carry out as a formula gets a quote before it, so that it
 * stays a text; numbers stay numbers.
 */
export function csvCell(value: string | number | boolean): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line, without its end. */
export const csvLine = (cells: readonly (string | number | boolean)[]): string =>
  cells.map(csvCell).join(',');
