import { csvLine } from '../../shared/csv.ts';

/** The numbers behind a picture. */
export interface Table {
  head: readonly string[];
  /** A cell that is a number is set as one. */
  rows: readonly (readonly (string | number)[])[];
}

/** RFC 4180, with a quote before what a spreadsheet would take for a formula. */
export const csvOf = ({ head, rows }: Table): string => [head, ...rows].map(csvLine).join('\r\n');
