/** The numbers behind a picture. */
export interface Table {
  head: readonly string[];
  /** A cell that is a number is set as one. */
  rows: readonly (readonly (string | number)[])[];
}

/** RFC 4180, with a quote before what a spreadsheet would take for a formula. */
export function csvOf({ head, rows }: Table): string {
  const cell = (value: string | number): string => {
    const text = typeof value === 'string' && /^[=+@\t-]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}
