import type { Recipe } from '../../shared/schemas/recipe.ts';
import { configOf } from '../decide/config-of.ts';
import { type Learned, learnedFrom, toLearn } from '../decide/difficulty/estimator.ts';
import { type ModelToFit, scoresBy } from '../decide/difficulty/text-model.ts';
import type { MapOver } from '../engine/engine.ts';
import type { Head } from './pool.ts';

/** Terms of many texts in one piece: those of text i are words[ends[i - 1], ends[i]). */
export interface PackedTerms {
  words: Uint32Array;
  ends: Uint32Array;
}

/** Terms as the looks gave them, page by page, and which questions stand on each page. */
export interface TermPages {
  pages: readonly PackedTerms[];
  /** Places of the questions, in the order of ids. */
  places: readonly (readonly number[])[];
}

/** What a worker is asked to learn. */
export interface Learning {
  /** Which model of the lesson it is. */
  model: number;
  terms: TermPages;
  labelled: Uint8Array;
  targets: { rows: Uint32Array; groups: Uint16Array; standard: Float64Array };
  groups: number;
  blocks: 1 | 2;
}

export interface Scored {
  model: number;
  /** By place of a question. */
  scores: Float64Array;
}

/**
 * Learns from what the pool knows, on the workers; `meanwhile` is carried out here.
 * @param heads in the order of ids
 * @returns null where there is too little to learn from
 */
export async function learnOn(
  map: MapOver,
  { heads, terms, recipe }: { heads: readonly Head[]; terms: TermPages; recipe: Recipe },
  meanwhile: () => void,
): Promise<Learned | null> {
  const read = termsByPlace(terms);
  const questions = heads.map(({ source, level, evidence }, place) => ({
    ...{ source, level, evidence },
    terms: read[place]!,
  }));
  const lesson = toLearn(questions, {
    teachers: configOf(recipe, 'diversity')?.teachers ?? [],
    readsSolutions: configOf(recipe, 'difficulty')?.reads !== 'question',
  });
  const tasks = function* (): Generator<Learning> {
    for (const [model, one] of lesson?.models.entries() ?? []) yield learningOf(model, one, terms);
    meanwhile();
  };
  const scores: Float64Array[] = [];
  await map<Learning, Scored>(tasks(), (scored) => {
    scores[scored.model] = scored.scores;
  });
  return lesson && learnedFrom(lesson, scores);
}

/** What a worker makes of it. */
export const learn = ({ model, terms, labelled, targets, groups, blocks }: Learning): Scored => ({
  model,
  scores: scoresBy({
    ...{ labelled, groups, blocks },
    terms: termsByPlace(terms),
    targets: Array.from(targets.rows, (row, i) => ({
      row,
      at: targets.groups[i]!,
      standard: targets.standard[i]!,
    })),
  }),
});

const learningOf = (
  model: number,
  { labelled, targets, groups, blocks }: ModelToFit,
  terms: TermPages,
): Learning => ({
  ...{ model, terms, labelled, groups, blocks },
  targets: {
    rows: Uint32Array.from(targets, ({ row }) => row),
    groups: Uint16Array.from(targets, ({ at }) => at),
    standard: Float64Array.from(targets, ({ standard }) => standard),
  },
});

/** The terms of each question, in the order of ids. */
export function termsByPlace({ pages, places }: TermPages): Uint32Array[] {
  const all = new Array<Uint32Array>(places.reduce((count, page) => count + page.length, 0));
  for (const [page, { words, ends }] of pages.entries()) {
    for (const [i, place] of places[page]!.entries())
      all[place] = words.subarray(i === 0 ? 0 : ends[i - 1], ends[i]);
  }
  return all;
}
