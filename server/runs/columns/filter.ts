import type { Range } from '../../../shared/map-columns.ts';
import { ANY_FLAG, type Facet, NO_LICENCE } from '../../../shared/vocabulary/pool.ts';
import type { RunColumns } from './columns.ts';
import type { Coded } from './dictionary.ts';
import type { RunWords } from './words.ts';

/** Which questions of a run; all that is given must hold. */
export interface ColumnFilter {
  stage?: string | undefined;
  /** Any of these stages. */
  stages?: readonly string[] | undefined;
  reason?: string | undefined;
  kept?: boolean | undefined;
  source?: string | undefined;
  domain?: string | undefined;
  license?: string | undefined;
  flag?: string | undefined;
  mark?: string | undefined;
  tag?: string | undefined;
  review?: string | undefined;
  /** Both included. Unit: tokens. */
  length?: Range | undefined;
  /** The second is not included, save 1. */
  difficulty?: Range | undefined;
  /** Only these, by their row numbers. */
  questions?: readonly number[] | undefined;
}

/** A condition on the row at a place, and the facet whose values it chooses among. */
export interface Test {
  facet: Facet | null;
  holds: (at: number) => boolean;
}

/**
 * The conditions of a filter.
 * @param found where each place is 1 whose text contains what is sought; null where nothing is
 */
export function testsOf(
  columns: RunColumns,
  words: RunWords,
  filter: ColumnFilter,
  found: Uint8Array | null,
): Test[] {
  const tests: Test[] = [];
  const test = (facet: Facet | null, holds: Test['holds']): void => void tests.push({ facet, holds });
  const equal = (facet: Facet, { codes, codeOf }: Coded, value: string | null): void => {
    const code = codeOf(value);
    test(facet, (at) => codes[at] === code);
  };
  const { stage, stages, reason, kept, source, domain, license } = filter;
  if (found !== null) test(null, (at) => found[at] === 1);
  if (stage !== undefined) equal('stage', columns.stage, stage);
  if (stages !== undefined) {
    const codes = new Set(stages.map((one) => columns.stage.codeOf(one)));
    test(null, (at) => codes.has(columns.stage.codes[at] ?? 0));
  }
  if (reason !== undefined) equal('reason', columns.reason, reason);
  if (kept !== undefined) test('reason', (at) => (columns.reason.codes[at] === 0) === kept);
  if (source !== undefined) equal('source', columns.source, source);
  if (domain !== undefined) equal('domain', columns.domain, domain);
  if (license !== undefined) equal('license', columns.license, license === NO_LICENCE ? null : license);
  wordTests(words, filter, test);
  rangeTests(columns, filter, test);
  return tests;
}

type Add = (facet: Facet, holds: Test['holds']) => void;

function wordTests(words: RunWords, { flag, mark, tag, review }: ColumnFilter, test: Add): void {
  if (flag === ANY_FLAG) test('flag', (at) => words.flags.has(at));
  else if (flag !== undefined) test('flag', (at) => words.flags.get(at)?.includes(flag) === true);
  if (mark !== undefined) test('mark', (at) => words.marks.get(at)?.includes(mark) === true);
  if (tag !== undefined) test('tag', (at) => words.tags.get(at)?.includes(tag) === true);
  if (review === 'none') test('review', (at) => !words.reviews.has(at));
  else if (review !== undefined) test('review', (at) => words.reviews.get(at) === review);
}

function rangeTests(
  { length: lengths, difficulty: difficulties, question }: RunColumns,
  { length, difficulty, questions }: ColumnFilter,
  test: (facet: Facet | null, holds: Test['holds']) => void,
): void {
  if (questions !== undefined) {
    const meant = new Set(questions);
    test(null, (at) => meant.has(question[at] ?? 0));
  }
  if (length !== undefined) {
    const [from, to] = length;
    test('length', (at) => (lengths[at] ?? 0) >= from && (lengths[at] ?? 0) <= to);
  }
  if (difficulty === undefined) return;
  const [from, to] = difficulty;
  // NaN is neither: what has no difficulty is in no range of it.
  test('difficulty', (at) => {
    const value = difficulties[at] ?? Number.NaN;
    return value >= from && (value < to || to >= 1);
  });
}
