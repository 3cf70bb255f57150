import { isDeepStrictEqual } from 'node:util';
import type { ReleaseChange, ReleaseSide } from '../../../shared/schemas/release-diff.ts';
import type { ReleasedLine } from './rows.ts';

type Change = ReleaseChange['changed'][number];

/** A question that two releases hold differently, without a word about why. */
export interface Difference {
  before: ReleasedLine | null;
  after: ReleasedLine | null;
  changed: Change[];
}

/**
 * Compares two releases row by row, by our id of the question. Pure. A row whose rank alone differs has `moved`; the
 * number of its line says nothing, since every row behind one that came or went has another.
 * @returns rows by what became of them, in the order of the later release, those that went in that of the earlier
 */
export function compareRows(
  before: readonly ReleasedLine[],
  after: readonly ReleasedLine[],
): Record<ReleaseSide, Difference[]> & { same: number } {
  const was = new Map(before.map((row) => [row.questionId, row]));
  const is = new Set(after.map(({ questionId }) => questionId));
  const found: Record<ReleaseSide, Difference[]> & { same: number } = {
    added: [],
    removed: before
      .filter(({ questionId }) => !is.has(questionId))
      .map((row) => ({ before: row, after: null, changed: [] })),
    changed: [],
    moved: [],
    same: 0,
  };
  for (const row of after) {
    const earlier = was.get(row.questionId);
    if (earlier === undefined) {
      found.added.push({ before: null, after: row, changed: [] });
      continue;
    }
    const changed = changesOf(earlier, row);
    const difference = { before: earlier, after: row, changed };
    if (changed.length > 0) found.changed.push(difference);
    else if (earlier.rank !== null && row.rank !== null && earlier.rank !== row.rank)
      found.moved.push(difference);
    else found.same++;
  }
  return found;
}

function changesOf(a: ReleasedLine, b: ReleasedLine): Change[] {
  const changes: Change[] = [];
  const compare = (field: string, from: string | null | undefined, to: string | null | undefined): void => {
    if (from !== to && from !== undefined && to !== undefined) changes.push({ field, from, to });
  };
  if (a.contentSha256 !== null && b.contentSha256 !== null && a.contentSha256 !== b.contentSha256)
    changes.push({ field: 'text', from: versionOf(a), to: versionOf(b) });
  compare('trace', a.trace.id, b.trace.id);
  if (a.version !== null && b.version !== null) compare('licence', licenceOf(a), licenceOf(b));
  if (a.split !== null && b.split !== null) compare('split', a.split, b.split);
  if (a.reviews !== undefined && b.reviews !== undefined && !isDeepStrictEqual(a.reviews, b.reviews))
    changes.push({ field: 'reviews', from: reviewsOf(a), to: reviewsOf(b) });
  return changes.length > 0 ? changes : linesOf(a, b);
}

/** Formats that both have and in which the row reads otherwise. */
const linesOf = (a: ReleasedLine, b: ReleasedLine): Change[] =>
  Object.keys(a.lines)
    .filter((format) => format in b.lines && a.lines[format] !== b.lines[format])
    .map((format) => ({
      field: `format ${format}`,
      from: a.lines[format]?.slice(0, 12) ?? null,
      to: b.lines[format]?.slice(0, 12) ?? null,
    }));

const versionOf = ({ version, contentSha256 }: ReleasedLine): string =>
  `version ${version ?? '?'} (${contentSha256?.slice(0, 12)})`;

/** The licence that counts: what a person concluded, else what the source declares. */
const licenceOf = ({ licenseDeclared, licenseConcluded }: ReleasedLine): string | null =>
  licenseConcluded?.spdx ?? licenseDeclared;

const reviewsOf = ({ reviews }: ReleasedLine): string =>
  `${Array.isArray(reviews) ? reviews.length : 0} judgements`;
