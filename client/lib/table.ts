import { csvLine } from '../../shared/csv.ts';

/** The numbers behind a picture. */
export interface Table {
  head: readonly string[];
  /** A cell that is a number is set as one. */
  rows: readonly (readonly (string | number)[])[];
  /** Of one column: where the number of each row leads. */
  links?: { column: number; of: readonly string[] };
}

/** RFC 4180, with a quote before what a spreadsheet would take for a formula. */
export const csvOf = ({ head, rows }: Table): string => [head, ...rows].map(csvLine).join('\r\n');

/** Rows of any shape as a table: a column for each member that one of them has; what is no plain value stands as JSON. */
export function tableOf(rows: readonly object[]): Table {
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown): string | number =>
    value === null || value === undefined
      ? ''
      : typeof value === 'string' || typeof value === 'number'
        ? value
        : JSON.stringify(value);
  return {
    head,
    rows: rows.map((row) => {
      const members = new Map<string, unknown>(Object.entries(row));
      return head.map((name) => cell(members.get(name)));
    }),
  };
}
