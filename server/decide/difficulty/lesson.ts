import type { Sequence } from '../../algorithms/columns/sequence.ts';
import type { Slices } from '../../algorithms/slices.ts';
import { type Labelled, labelsOf } from './labels.ts';
import { standardTargets, type Target, type Targets } from './scales.ts';

export interface EstimatorSettings {
  teachers: readonly string[];
  /** Whether solutions may be read, where there are any. */
  readsSolutions: boolean;
}

/** Fewest labels that anything is learned from. Unit: labels. Source: ours. */
export const LEAST_TO_LEARN = 100;

/**
 * Most labels that a model is fitted to: those of the first questions by id, which are hashes and so a fair sample.
 * More of them make it slower, and hardly better. Unit: labels. Source: ours.
 */
export const MOST_TO_LEARN = 32_768;

/** What is to be learned, before any text is read. */
export interface Lesson {
  targets: Targets;
  /** Scales that are learned from, by name. */
  groups: string[];
  /** 1 at the place of each question that has a label, whether a model is fitted to it or not. */
  labelled: Uint8Array;
  readsSolutions: boolean;
}

/** @returns null where there are fewer than LEAST_TO_LEARN labels to learn from */
export function toLearn(
  questions: Sequence<Labelled>,
  { teachers, readsSolutions }: EstimatorSettings,
): Lesson | null {
  const { targets, groups } = standardTargets(labelsOf(questions, teachers));
  if (targets.length < LEAST_TO_LEARN) return null;
  const labelled = new Uint8Array(questions.length);
  for (const row of targets.rows) labelled[row] = 1;
  return { targets, groups, labelled, readsSolutions };
}

/** What one model is fitted to: the question alone, or with its solution. */
export interface Taught<T> {
  blocks: 1 | 2;
  /** Places of the questions in the pool, in their order. */
  rows: number[];
  /** The texts of these. */
  texts: T[];
  /** `row` is a place among the texts. */
  targets: Pick<Target, 'row' | 'at' | 'standard'>[];
}

/**
 * Labels whose texts are looked at together, once those that are wanted anyway were: questions lie everywhere in a pool,
 * and where that stays as files each look reads all of them.
 */
const WINDOW = 8192;

/**
 * Picks what models are fitted to: the first MOST_TO_LEARN labels for the question alone, and those of questions with
 * a solution for both, where there are enough of them.
 * @param textsOf the texts at some places; asked window by window, and no further than needed
 */
export function* pickTaught<T>(
  { targets, readsSolutions }: Lesson,
  textsOf: (rows: readonly number[]) => Slices<readonly { text: T; isWorked: boolean }[]>,
): Slices<Taught<T>[]> {
  const plain: Taught<T> = { blocks: 1, rows: [], texts: [], targets: [] };
  const full: Taught<T> = { blocks: 2, rows: [], texts: [], targets: [] };
  const isFull = ({ targets: own }: Taught<T>) => own.length >= MOST_TO_LEARN;
  for (let from = 0; from < targets.length; ) {
    if (isFull(plain) && (!readsSolutions || isFull(full))) break;
    const end = endOfWindow(targets, from, from === 0 ? MOST_TO_LEARN : WINDOW);
    const rows = [...new Set(targets.rows.subarray(from, end))];
    const texts = yield* textsOf(rows);
    const placeOf = new Map(rows.map((row, i) => [row, i]));
    for (let i = from; i < end; i++) {
      const target = targets.at(i);
      const { text, isWorked } = texts[placeOf.get(target.row) ?? -1]!;
      if (!isFull(plain)) teach(plain, target, text);
      if (readsSolutions && isWorked && !isFull(full)) teach(full, target, text);
    }
    from = end;
  }
  return full.targets.length >= LEAST_TO_LEARN ? [plain, full] : [plain];
}

/** Labels of one question stay together. */
function endOfWindow({ rows }: Targets, from: number, labels: number): number {
  let end = Math.min(rows.length, from + labels);
  while (end < rows.length && rows[end] === rows[end - 1]) end++;
  return end;
}

function teach<T>({ rows, texts, targets }: Taught<T>, { row, at, standard }: Target, text: T): void {
  if (rows.at(-1) !== row) {
    rows.push(row);
    texts.push(text);
  }
  targets.push({ row: rows.length - 1, at, standard });
}
