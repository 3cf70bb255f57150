import { createHash } from 'node:crypto';
import type { ReviewFloor } from '../../shared/schemas/policy.ts';
import { DEFAULT_REVIEW_RULES } from '../../shared/schemas/review-rules.ts';
import { finding } from '../comply/flag.ts';
import type { LinedFinding } from '../comply/release-findings.ts';
import { type ReviewedRow, type ReviewStanding, reviewStanding } from '../comply/review-floor.ts';
import { type RecipeStanding, recipeStanding } from '../comply/review-rule.ts';
import type { GradeReader } from '../db/given-grades.ts';
import { belowLines, gradersBelow } from '../db/recipe-graders.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import type { Chosen } from './choice.ts';
import { linesBy } from './lines.ts';
import { reviewedRow } from './reviewed-row.ts';

type Reader = Pick<Tables, 'reviews' | 'people' | 'editWriters' | 'questions' | 'traces' | 'collections'>;

/**
 * Rows that the seed draws for a blind look: of those that would have been released before anything gave way for a
 * rejection, so that a rejection does not draw others in its place. Each row gets a hash of seed and id; the lowest
 * come first.
 */
export function sampleOf(chosen: readonly Chosen[], seed: number, size: number): Chosen[] {
  const key = ({ decision }: Chosen): string =>
    createHash('sha256').update(`review sample ${seed} ${decision.questionId}`).digest('hex');
  const keyed = chosen.map((one) => ({ one, key: key(one) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.slice(0, size).map(({ one }) => one);
}

/** Holds the reviews of rows against the floor of a policy. */
export function standingOf(
  tables: Reader,
  floor: ReviewFloor,
  {
    released,
    drawnFrom,
    seed,
  }: { released: readonly ReviewedRow[]; drawnFrom: readonly Chosen[]; seed: number },
): ReviewStanding {
  if (floor.floor !== 'sample') return reviewStanding(floor, released, []);
  const known = new Map(released.map((row) => [row.id, row]));
  const collections = new Map(tables.collections.all().map((one) => [one.id, one]));
  const sample = sampleOf(drawnFrom, seed, floor.size).flatMap(({ decision, trace: id }) => {
    const row = known.get(decision.questionId);
    if (row !== undefined) return [row];
    const [question, trace] = [tables.questions.byId(decision.questionId), tables.traces.byId(id)];
    return question === undefined || trace === undefined
      ? []
      : [reviewedRow(tables, question, trace, collections.get(trace.collection))];
  });
  return reviewStanding(floor, released, sample);
}

/** How rows stand by what their recipe says of reviews and graders; undefined where it says nothing of either. */
export function standingByRecipe(
  tables: GradeReader,
  { recipe: { review, graders } }: StoredRun,
  released: readonly ReviewedRow[],
): RecipeStanding | undefined {
  if (review === undefined && graders?.below !== 'refuse') return undefined;
  const below = graders?.below === 'refuse' ? belowLines(gradersBelow(tables, graders)) : [];
  return recipeStanding(review ?? DEFAULT_REVIEW_RULES, released, below);
}

/** SELF_APPROVAL and SINGLE_REVIEWER, one for each person whom they are about. */
export function reviewFindings(rows: readonly ReviewedRow[]): (LinedFinding & { reviewer: string })[] {
  const lined = rows.map((row, i) => ({ ...row, line: i + 1 }));
  const own = linesBy(lined, ({ accepted, writers }) =>
    accepted.every((who) => writers.includes(who)) ? writers : [],
  );
  const alone = linesBy(lined, ({ accepted }) => (accepted.length === 1 ? accepted : []));
  const found = (code: 'SELF_APPROVAL' | 'SINGLE_REVIEWER', lines: Map<string, number[]>) =>
    [...lines].map(([reviewer, of]) => ({
      finding: finding('release', code, { reviewer }),
      rows: of,
      reviewer,
    }));
  return [...found('SELF_APPROVAL', own), ...found('SINGLE_REVIEWER', alone)];
}
