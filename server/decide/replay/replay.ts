import type { ConfigOf, Recipe, StageConfig } from '../../../shared/schemas/recipe.ts';
import type { StageName } from '../../../shared/vocabulary/stages.ts';
import { configOf } from '../config-of.ts';
import { decide } from '../decide.ts';
import { poolFacts } from '../facts.ts';
import type { Measured } from '../measure.ts';
import type { ReplayRow } from './rows.ts';

/** What became of one stage of the recipe when it was carried out again. */
export interface ReplayedStage {
  stage: StageName;
  /** `same`: every question came out as recorded. `other`: some did not. `needs-text`: it can not be carried out without. */
  outcome: 'same' | 'other' | 'needs-text';
  /** How many questions it looked at. */
  questions: number;
  /** The first one that came out otherwise, or why it could not be carried out. */
  why: string | null;
}

export interface Replayed {
  stages: ReplayedStage[];
  /** Ids of the selected by rank, drawn again; null where the draw could not be carried out. */
  selection: string[] | null;
}

/** Gates that decide from facts alone. */
const FROM_FACTS: ReadonlySet<StageName> = new Set(['evidence', 'difficulty']);

/**
 * Carries out again what needs no text: the gates that decide from facts, and the draw with its reserve, by the
 * same code as the run. What the gates that read texts said is taken as it was recorded.
 * Pure. @param rows one for each question of the pool, in any order
 */
export function replay(rows: readonly ReplayRow[], recipe: Recipe, seed: number): Replayed {
  const order = recipe.stages.map(({ stage }) => stage);
  const teachers = configOf(recipe, 'diversity')?.teachers ?? [];
  const facts = poolFacts(
    rows.map(({ row }) => row),
    teachers,
    0,
  );
  const again = (reached: readonly ReplayRow[], stages: StageConfig[]) =>
    decide(reached.map(measured), { ...recipe, stages }, facts, seed);
  let selection: string[] | null = null;
  const stages = recipe.stages.map((config, at): ReplayedStage => {
    const { stage } = config;
    const reached = rows.filter((one) => order.indexOf(one.stage) >= at);
    if (stage !== 'diversity' && !FROM_FACTS.has(stage))
      return { stage, outcome: 'needs-text', questions: reached.length, why: 'it reads the texts' };
    try {
      const draw = configOf(recipe, 'diversity');
      if (draw === undefined) throw new RangeError('a recipe ends with diversity');
      const isDraw = stage === 'diversity';
      const decided = again(reached, isDraw ? [config] : [config, everybody(draw)]);
      if (isDraw) selection = decided.selection;
      const other = firstOther(reached, decided.verdicts, stage);
      return { stage, outcome: other === null ? 'same' : 'other', questions: reached.length, why: other };
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      return { stage, outcome: 'needs-text', questions: reached.length, why };
    }
  });
  return { stages, selection };
}

/** A draw that takes whoever comes: it says nothing about the gate before it. */
const everybody = (draw: ConfigOf<'diversity'>): ConfigOf<'diversity'> => ({
  ...draw,
  sampler: 'all',
  n: 'all',
  reserve: 0,
});

const measured = ({ row }: ReplayRow): Measured => ({
  row,
  signals: {
    domain: row.domain,
    domainFrom: 'none',
    length: row.length,
    lengthFrom: 'none',
    difficulty: null,
    difficultyFrom: 'none',
  },
  near: null,
  outcomes: {},
});

/** The first question that a stage treats otherwise than recorded, in words; null where there is none. */
function firstOther(
  recorded: readonly ReplayRow[],
  verdicts: Iterable<Pick<ReplayRow, 'stage' | 'reason' | 'rank'> & { row: { id: string } }>,
  stage: StageName,
): string | null {
  const told = new Map(recorded.map((one) => [one.row.id, one]));
  for (const found of verdicts) {
    const { row } = found;
    const before = told.get(row.id);
    const then = before?.stage === stage ? said(before, stage) : 'passed';
    const now = found.stage === stage ? said(found, stage) : 'passed';
    if (then !== now) return `${row.id} was ${then} and is ${now}`;
  }
  return null;
}

const said = ({ reason, rank }: { reason: string | null; rank: number | null }, stage: StageName): string =>
  stage === 'diversity' ? `${reason ?? 'selected'} at rank ${rank ?? 'none'}` : (reason ?? 'passed');
