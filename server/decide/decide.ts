import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { PoolFacts } from './candidate.ts';
import type { Passage } from './gates.ts';
import type { GroupMemory } from './groups.ts';
import type { Measured } from './measure.ts';
import type { DuplicateFindings } from './near/near-duplicates.ts';
import { type Outline, outlineOf } from './outline.ts';
import { type BeyondRecipe, writeRanks } from './rank.ts';
import { compare } from './samplers/sampler.ts';
import { KEPT } from './stage.ts';
import { record, undecided, type Verdict } from './verdict.ts';

export interface Decided extends Outline {
  /** One for each question, in the order of the ids. */
  verdicts: Verdict[];
  /** Who repeats whom, where the recipe looks for near duplicates. */
  duplicates: DuplicateFindings;
}

/**
 * Decides about every question: recipe x evidence x seed -> one verdict each, none lost, none twice.
 * Pure; the order of `measured` has no say. A question is asked at each stage in the order of the recipe
 * until it falls; group stages see only those that reach them, and are not asked what `groups` remembers.
 * @param beyond what a run hands in that is in no recipe
 */
export function decide(
  measured: readonly Measured[],
  recipe: Recipe,
  facts: PoolFacts,
  seed: number,
  beyond: BeyondRecipe & { groups?: GroupMemory } = {},
): Decided {
  const all = [...measured].sort((a, b) => compare(a.row.id, b.row.id));
  const { outline, passages, left, settled, drawn } = outlineOf(all, recipe, facts, seed, beyond);
  const verdicts = all.map(
    (one): Verdict => ({ ...undecided(one), row: settled.rowOf(one), signals: settled.signalsOf(one) }),
  );
  for (const [at, passage] of passages.entries()) recordPassage(verdicts, passage, at);
  const passed = Array.from(left, (place) => verdicts[place]!);
  writeRanks(passed, drawn, recipe, beyond.keep);
  const findings = passages.find(({ groups }) => groups !== null)?.groups?.findings;
  return { ...outline, verdicts, duplicates: findings ?? { edges: [], members: [] } };
}

function recordPassage(verdicts: Verdict[], { config, reached, outcomes }: Passage, at: number): void {
  for (const place of reached) record(verdicts[place]!, config.stage, at, outcomes?.[place] ?? KEPT);
}
