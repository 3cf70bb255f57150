import { promptOf } from '../../shared/schemas/question.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { type Sequence, sequenceOf } from '../algorithms/columns/sequence.ts';
import { hasTerms } from '../algorithms/learning/text-terms.ts';
import type { Slices } from '../algorithms/slices.ts';
import { configOf } from '../decide/config-of.ts';
import { type Learned, learnedFrom } from '../decide/difficulty/estimator.ts';
import type { Labelled } from '../decide/difficulty/labels.ts';
import { type Lesson, pickTaught, type Taught, toLearn } from '../decide/difficulty/lesson.ts';
import { termReader } from '../decide/difficulty/terms.ts';
import { type FittedText, fitText } from '../decide/difficulty/text-model.ts';
import type { MapOver } from '../engine/engine.ts';
import { byTurns } from './by-turns.ts';
import type { PoolReader } from './facts/pool-reader.ts';
import type { Heads } from './heads.ts';
import { sharedRoom } from './shared-room.ts';

/** The question with its options, and the solution where it is to be read. */
type Texts = readonly [prompt: string, solution: string | null];

/** What a worker is asked to learn. */
export interface Learning {
  /** Which model of the lesson it is. */
  model: number;
  texts: readonly Texts[];
  targets: { rows: Uint32Array; groups: Uint16Array; standard: Float64Array };
  groups: number;
  blocks: 1 | 2;
}

export interface Fitted {
  model: number;
  fitted: FittedText;
}

/** What was learned, before the texts of the pool are scored by it. */
export interface Studied {
  lesson: Lesson;
  taught: readonly Pick<Taught<unknown>, 'rows' | 'targets'>[];
  models: readonly FittedText[];
}

/**
 * Learns from what the pool knows, on the workers; `meanwhile` is carried out here.
 * @param heads in the order of ids
 * @returns null where there is too little to learn from
 */
export async function learnOn(
  map: MapOver,
  { heads, pool, recipe }: { heads: Heads; pool: Pick<PoolReader, 'worked'>; recipe: Recipe },
  meanwhile: () => void,
): Promise<Studied | null> {
  const lesson = toLearn(labelledOf(heads), {
    teachers: configOf(recipe, 'diversity')?.teachers ?? [],
    readsSolutions: configOf(recipe, 'difficulty')?.reads !== 'question',
  });
  const taught: Pick<Taught<unknown>, 'rows' | 'targets'>[] = [];
  const tasks = async function* (): AsyncGenerator<Learning> {
    if (lesson !== null) {
      const picked = await byTurns(pickTaught(lesson, textsIn(pool, heads)));
      for (const [model, one] of picked.entries()) {
        taught.push({ rows: one.rows, targets: one.targets });
        yield learningOf(model, one, lesson.groups.length);
      }
    }
    meanwhile();
  };
  const models: FittedText[] = [];
  await map<Learning, Fitted>(tasks(), ({ model, fitted }) => {
    models[model] = fitted;
  });
  return lesson && { lesson, taught, models };
}

/** What labels are read from. */
const labelledOf = ({ length, bare: { order, sources, levels }, evidence }: Heads): Sequence<Labelled> =>
  sequenceOf(length, (place) => ({
    source: sources.at(order[place]!),
    level: levels.at(order[place]!),
    evidence: evidence.at(place),
  }));

/** @param scores of all texts by each model, by place */
export const learnedBy = ({ lesson, taught }: Studied, scores: readonly Float64Array[]): Learned =>
  learnedFrom(lesson, taught, scores);

/** Texts that are read between two pauses. */
const TEXTS = 256;

/** Texts of questions by their places. */
function textsIn(pool: Pick<PoolReader, 'worked'>, heads: Heads) {
  return function* (places: readonly number[]): Slices<{ text: Texts; isWorked: boolean }[]> {
    const numbers = places.map((place) => heads.numberAt(place));
    const texts = new Map<number, Texts>();
    for (const [n, question, options, solution] of pool.worked(numbers)) {
      const prompt = promptOf(question, options === null ? null : (JSON.parse(options) as string[]));
      texts.set(n, [prompt, solution]);
      if (texts.size % TEXTS === 0) yield;
    }
    return numbers.map((n) => {
      const text = texts.get(n) ?? (['', null] as const);
      return { text, isWorked: text[1] !== null && hasTerms(text[1]) };
    });
  };
}

const learningOf = (model: number, { texts, targets, blocks }: Taught<Texts>, groups: number): Learning => ({
  ...{ model, groups, blocks },
  texts: blocks > 1 ? texts : texts.map(([prompt]) => [prompt, null]),
  targets: {
    rows: Uint32Array.from(targets, ({ row }) => row),
    groups: Uint16Array.from(targets, ({ at }) => at),
    standard: Float64Array.from(targets, ({ standard }) => standard),
  },
});

/** What a worker makes of it. */
export function study({ model, texts, targets, groups, blocks }: Learning): Fitted {
  const read = termReader();
  const { layout, weights, mean } = fitText({
    ...{ groups, blocks },
    terms: texts.map(([prompt, solution]) => read(prompt, solution)),
    targets: Array.from(targets.rows, (row, i) => ({
      row,
      at: targets.groups[i]!,
      standard: targets.standard[i]!,
    })),
  });
  return {
    model,
    fitted: {
      layout: {
        blocks,
        of: new Int32Array(shared(layout.of)),
        rarity: new Float64Array(shared(layout.rarity)),
        means: new Float64Array(shared(layout.means)),
        scales: new Float64Array(shared(layout.scales)),
      },
      weights: new Float32Array(shared(weights)),
      mean: new Float32Array(shared(mean)),
    },
  };
}

/** A copy of numbers where every worker can read it. */
function shared({ buffer, byteOffset, byteLength }: ArrayBufferView): SharedArrayBuffer {
  const room = sharedRoom(byteLength);
  new Uint8Array(room).set(new Uint8Array(buffer, byteOffset, byteLength));
  return room;
}
