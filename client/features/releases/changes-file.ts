import type { ReleaseChangeRow } from '../../../shared/schemas/release-diff.ts';
import { saveFile } from '../../lib/save-file.ts';
import { csvOf } from '../../lib/table.ts';

/** Keeps rows that differ as a file: a line each. */
export function saveChanges(name: string, rows: readonly ReleaseChangeRow[], as: 'csv' | 'jsonl'): void {
  if (as === 'jsonl')
    saveFile(`${name}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''), 'application/jsonl');
  else saveFile(`${name}.csv`, `${changesCsv(rows)}\r\n`, 'text/csv');
}

/** The same as CSV. */
export const changesCsv = (rows: readonly ReleaseChangeRow[]): string =>
  csvOf({
    head: [
      'id',
      'external id',
      'source',
      'rank before',
      'rank after',
      'trace before',
      'trace after',
      'changed',
      'cause',
    ],
    rows: rows.map(({ questionId, externalId, source, before, after, changed, cause }) => [
      questionId,
      externalId ?? '',
      source,
      before?.rank ?? '',
      after?.rank ?? '',
      before?.traceId ?? '',
      after?.traceId ?? '',
      changed.map(({ field }) => field).join(' '),
      cause.says,
    ]),
  });
