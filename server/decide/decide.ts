import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Sequence } from '../algorithms/columns/sequence.ts';
import type { PoolFacts } from './candidate.ts';
import type { GroupMemory } from './groups.ts';
import type { Measured } from './measure.ts';
import type { DuplicateFindings } from './near/near-duplicates.ts';
import { type Outline, outlineOf } from './outline.ts';
import type { BeyondRecipe } from './rank.ts';
import { compare } from './samplers/sampler.ts';
import { Verdicts } from './verdicts.ts';

export interface Decided extends Outline {
  /** One for each question, in the order of the ids. */
  verdicts: Verdicts;
  /** Who repeats whom, where the recipe looks for near duplicates. */
  duplicates: DuplicateFindings;
}

/**
 * Decides about every question: recipe x evidence x seed -> one verdict each, none lost, none twice.
 * Pure; the order of a list has no say, and any other sequence comes in the order of ids. A question is asked at each stage in the order of the recipe
 * until it falls; group stages see only those that reach them, and are not asked what `groups` remembers.
 * @param beyond what a run hands in that is in no recipe
 */
export function decide(
  measured: Sequence<Measured>,
  recipe: Recipe,
  facts: PoolFacts,
  seed: number,
  beyond: BeyondRecipe & { groups?: GroupMemory } = {},
): Decided {
  const all = Array.isArray(measured) ? inOrder(measured as readonly Measured[]) : measured;
  const outlined = outlineOf(all, recipe, facts, seed, beyond);
  const { outline, passages } = outlined;
  const findings = passages.find(({ groups }) => groups !== null)?.groups?.findings;
  return {
    ...outline,
    verdicts: new Verdicts(all, outlined, recipe, beyond.keep),
    duplicates: findings ?? { edges: [], members: [] },
  };
}

const inOrder = (measured: readonly Measured[]): Measured[] =>
  [...measured].sort((a, b) => compare(a.row.id, b.row.id));
