import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import type { HeadRow } from '../db/pool.ts';
import type { Tables } from '../db/tables.ts';
import type { Evidence } from '../decide/candidate.ts';
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

/** What is kept of a question while its texts are looked at elsewhere. */
export interface Head {
  n: number;
  id: string;
  externalId: string | null;
  source: string;
  license: string | null;
  /** As the source states it. */
  level: string | null;
  evidence: Evidence;
}

/** Heads without what is known about the questions. */
export type BareHead = Omit<Head, 'evidence'>;

/** Rows of heads in the order of their ids. */
export const rowsById = (rows: readonly HeadRow[]): HeadRow[] =>
  [...rows].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));

export const bareHead = ([n, id, externalId, source, license, level]: HeadRow): BareHead => ({
  ...{ n, id, externalId, source, license, level },
});

/** Heads of questions, in their order. */
export const headsOf = (
  bare: readonly BareHead[],
  { questions }: Pick<Tables, 'questions'>,
  evidenceOf: EvidenceOf,
): Head[] =>
  bare.map(({ n, id, externalId, source, license, level }) => ({
    n,
    id,
    externalId,
    source,
    license,
    level,
    evidence: evidenceOf(id, () => questions.byId(id) ?? GONE),
  }));

const GONE = { question: '', options: null, answer: null };

/** The order of ids, in which everything is decided and hashed. */
export const byId = (a: { id: string }, b: { id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** SHA-256 over id and record hash of every question. Hex. @param rows in the order of their ids */
export const poolSha256 = (rows: readonly HeadRow[]): string =>
  hashLines(linesOf(rows, ([, id, , , , , record]) => `${id} ${record.toLowerCase()}`));

/** Lines that are hashed in one go: a call for each would cost more than the hashing. */
const LINES = 1024;

/** SHA-256 over lines, each ended by a line feed. Hex. @param lines may be made one by one, so that never all are there */
export function hashLines(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  let text = '';
  let count = 0;
  for (const line of lines) {
    text += `${line}\n`;
    if (++count % LINES !== 0) continue;
    hash.update(text);
    text = '';
  }
  return hash.update(text).digest('hex');
}

/** Lines made one by one. */
export function* linesOf<T>(things: Iterable<T>, lineOf: (thing: T) => string): Generator<string> {
  for (const thing of things) yield lineOf(thing);
}
