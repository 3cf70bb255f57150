import type { Recipe } from '../../shared/schemas/recipe.ts';
import { type Sequence, sequenceOf } from '../algorithms/columns/sequence.ts';
import type { PoolFacts } from './candidate.ts';
import type { Passage } from './gates.ts';
import type { GroupMemory } from './groups.ts';
import type { Measured } from './measure.ts';
import { NO_GROUPS } from './near/near-duplicates.ts';
import type { DuplicateEdge, Pairs } from './near/pairs.ts';
import type { NearRule } from './near/rules.ts';
import { type Outline, outlineOf } from './outline.ts';
import type { BeyondRecipe } from './rank.ts';
import { compare } from './samplers/sampler.ts';
import { Verdicts } from './verdicts.ts';

/** Who is the same as whom, by ids. */
interface DuplicateFindings {
  /** Every pair that is the same question. */
  edges: Sequence<{ a: string; b: string; similarity: number; rule: NearRule }>;
  /** Every question that repeats another, and the one that it repeats. */
  members: Sequence<{ id: string; kept: string; similarity: number; rule: NearRule }>;
}

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
  return {
    ...outline,
    verdicts: new Verdicts(all, outlined, recipe, beyond.keep),
    duplicates: duplicatesIn(all, passages),
  };
}

/** Pairs by ids: each is named when it is asked for. */
function duplicatesIn(all: Sequence<Measured>, passages: readonly Passage[]): DuplicateFindings {
  const passage = passages.find(({ groups }) => groups !== null);
  const { edges, members } = passage?.groups ?? NO_GROUPS;
  const idOf = (i: number): string => all.at(passage?.reached[i] ?? 0)!.row.id;
  const named = <T>(pairs: Pairs, name: (pair: DuplicateEdge) => T): Sequence<T> =>
    sequenceOf(pairs.length, (i) => name(pairs.at(i)));
  const isNear = passage?.config.stage === 'duplicates' && passage.config.method !== 'exact';
  return {
    edges: named(edges, ({ a, b, ...pair }) => ({ a: idOf(a), b: idOf(b), ...pair })),
    members: named(isNear ? members : NO_GROUPS.members, ({ a, b, ...pair }) => ({
      id: idOf(a),
      kept: idOf(b),
      ...pair,
    })),
  };
}

const inOrder = (measured: readonly Measured[]): Measured[] =>
  [...measured].sort((a, b) => compare(a.row.id, b.row.id));
