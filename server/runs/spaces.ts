import { createHash } from 'node:crypto';
import { promptOf } from '../../shared/schemas/question.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { denseSpace } from '../algorithms/vectors/dense-space.ts';
import { hashedWords } from '../algorithms/vectors/features.ts';
import type { VectorSpace } from '../algorithms/vectors/space.ts';
import { textSpace } from '../algorithms/vectors/text-space.ts';
import type { Tables } from '../db/tables.ts';
import { configOf } from '../decide/config-of.ts';
import type { SpaceOf } from '../decide/samplers/sampler.ts';
import { type WordPages, wordsByPlace } from './packed-words.ts';

/** What spaces are made from: texts and vectors of questions. `ahead` is told whose texts are asked for next. */
export interface TextTables extends Pick<Tables, 'signalVectors'> {
  questions: Pick<Tables['questions'], 'text'> & { ahead?: (ids: readonly string[]) => void };
}

/** What a process keeps at hand. */
interface Shelf {
  recall<T>(key: string): T | undefined;
  keep(key: string, thing: unknown): void;
}

/** The space that was made last: whoever asks for the same again gets it. */
interface Kept {
  distance: string;
  ids: readonly string[];
  space: VectorSpace;
}

/** Spaces by the distance that a recipe asks for: over texts, or over an imported vector. */
export function spacesOf(tables: TextTables, recipe: Recipe, shelf: Shelf): SpaceOf {
  const distance = distanceOf(recipe);
  return (ids) => {
    const pinned = [distance, ...vectorsSha256(tables, distance)].join();
    const last = shelf.recall<Kept>('space');
    if (last?.distance === pinned && isSame(last.ids, ids)) return last.space;
    const space =
      distance === 'text' ? textSpace(words(tables, ids, shelf)) : vectorSpace(tables, distance, ids);
    shelf.keep('space', { distance: pinned, ids, space } satisfies Kept);
    return space;
  };
}

/** `text`, or the name of an imported vector. */
export const distanceOf = (recipe: Recipe): string => configOf(recipe, 'diversity')?.distance ?? 'text';

type WordsOf = (id: string) => Uint32Array | undefined;

/** Keeps the words of a pool as its texts were looked at; an id stands for one text for ever. */
export function keepWords(
  shelf: Shelf,
  placeOf: { get(id: string): number | undefined },
  pages: WordPages,
): void {
  const all = wordsByPlace(pages);
  shelf.keep('words', ((id) => all[placeOf.get(id) ?? -1]) satisfies WordsOf);
}

/** They are many, and seldom asked for again. */
export const dropWords = (shelf: Shelf): void => shelf.keep('words', undefined);

/** The words of the prompts, read one after the other where they are not at hand. */
function* words(
  { questions }: Pick<TextTables, 'questions'>,
  ids: readonly string[],
  shelf: Shelf,
): Generator<Uint32Array> {
  const wordsOf = shelf.recall<WordsOf>('words');
  questions.ahead?.(ids.filter((id) => wordsOf?.(id) === undefined));
  for (const id of ids) {
    const known = wordsOf?.(id);
    if (known !== undefined) {
      yield known;
      continue;
    }
    const [question, options] = questions.text(id) ?? ['', null];
    yield hashedWords(promptOf(question, options === null ? null : (JSON.parse(options) as string[])));
  }
}

/** The same projection whatever the seed of the run is, so that figures of runs can be compared. */
const PROJECTION = 1;

function vectorSpace(
  { signalVectors }: Pick<Tables, 'signalVectors'>,
  name: string,
  ids: readonly string[],
): VectorSpace {
  const vectors = function* () {
    for (const id of ids) yield signalVectors.one(id, name) ?? null;
  };
  return denseSpace(signalVectors.dimensionOf(name) ?? 1, vectors(), PROJECTION);
}

/** A line that pins the vectors from which a run takes distances; none where it takes them from texts. */
export function vectorsSha256({ signalVectors }: Pick<Tables, 'signalVectors'>, distance: string): string[] {
  if (distance === 'text') return [];
  const hash = createHash('sha256');
  for (const { question, floats } of signalVectors.all(distance)) hash.update(`${question} `).update(floats);
  return [`vectors ${distance} ${hash.digest('hex')}`];
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);
