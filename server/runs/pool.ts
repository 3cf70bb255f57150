import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import type { PoolRow } from '../db/pool.ts';
import type { Tables } from '../db/workspace.ts';
import type { Candidate } from '../decide/candidate.ts';
import type { EvidenceOf } from './evidence.ts';

/**
 * Names of the sources that take part: those asked for, else those that are included.
 * @throws WinnowError `not-found` for a source that is not there
 */
export function sourcesOf(tables: Tables, asked: readonly string[] | undefined): string[] {
  const known = tables.sources.all();
  if (asked === undefined) return known.filter(({ included }) => included).map(({ name }) => name);
  const missing = asked.filter((name) => !known.some((source) => source.name === name));
  if (missing.length === 0) return [...new Set(asked)].sort();
  const names = known.map(({ name }) => name).join(', ') || 'none yet';
  throw new WinnowError('not-found', `There is no source ${missing.join(', ')}; the sources are: ${names}.`);
}

/** A row of the pool as the stages see it. */
export const candidateOf = (row: PoolRow, evidenceOf: EvidenceOf): Candidate => ({
  id: row.id,
  externalId: row.externalId,
  source: row.source,
  question: row.question,
  options: row.options === null ? null : (JSON.parse(row.options) as string[]),
  answer: row.answer,
  solution: row.solution,
  license: row.license,
  level: row.level,
  subject: row.subject,
  meta: row.meta,
  evidence: evidenceOf(row.id, row.answer),
});

/** Collects, while the pool streams past, what identifies it. */
export function poolRegister() {
  const rows: { id: string; n: number; record: string }[] = [];
  return {
    add(page: readonly PoolRow[]): void {
      for (const { id, n, record } of page) rows.push({ id, n, record });
    },
    /** Row number of each question. */
    numbers: (): Map<string, number> => new Map(rows.map(({ id, n }) => [id, n])),
    /** SHA-256 over id and record hash of every question, in the order of the ids. Hex. */
    sha256: (): string =>
      hashLines(
        [...rows]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map(({ id, record }) => `${id} ${record.toLowerCase()}`),
      ),
  };
}

/** SHA-256 over lines, each ended by a line feed. Hex. */
export function hashLines(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}
