import { LENGTH_KINDS, type LengthKind } from '../../shared/schemas/length-settings.ts';
import type { SignalOrigin } from '../../shared/vocabulary/signals.ts';
import { type Attempt, type Candidate, isTeacher } from './candidate.ts';

/** What the lengths of a question are, by what they are taken from. Unit: tokens; null where there is none. */
export type Lengths = Readonly<Record<Exclude<LengthKind, 'prompt'>, number | null>> & {
  readonly prompt: number;
};

/**
 * Lengths of a question by the Qwen2.5 tokenizer: of its trace, of its longest attempt, of its solution and of its
 * prompt.
 * @param prompt the question with its options
 */
export function lengthsOf(
  { solution, evidence }: Pick<Candidate, 'solution' | 'evidence'>,
  prompt: string,
  countTokens: (text: string) => number,
): Lengths {
  const longest = evidence.attempts.reduce((most, { tokens }) => Math.max(most, tokens ?? 0), 0);
  return {
    trace: evidence.traceTokens,
    attempt: longest > 0 ? longest : null,
    solution: solution !== null && solution.trim() !== '' ? countTokens(solution) : null,
    prompt: countTokens(prompt),
  };
}

/** The length of the best kind that a question has. */
export function bestLength(lengths: Lengths): { length: number; lengthFrom: LengthKind } {
  for (const kind of LENGTH_KINDS) {
    const length = lengths[kind];
    if (length !== null) return { length, lengthFrom: kind };
  }
  return { length: lengths.prompt, lengthFrom: 'prompt' };
}

/**
 * Difficulty of a question, 0 (easy) to 1: the share of graded attempts that are wrong, else the level
 * that the source states on a scale that is known, else nothing.
 */
export function difficultyOf(
  attempts: readonly Attempt[],
  level: string | null,
  teachers: readonly string[],
): { difficulty: number | null; difficultyFrom: SignalOrigin } {
  const graded = attempts.filter(
    ({ model, verdict }) => (verdict === 'correct' || verdict === 'wrong') && !isTeacher(model, teachers),
  );
  if (graded.length > 0) {
    const wrong = graded.filter(({ verdict }) => verdict === 'wrong').length;
    return { difficulty: wrong / graded.length, difficultyFrom: graded.length > 1 ? 'attempts' : 'attempt' };
  }
  const stated = level === null ? null : statedLevel(level);
  return stated === null
    ? { difficulty: null, difficultyFrom: 'none' }
    : { difficulty: stated, difficultyFrom: 'level' };
}

const WORDS: Readonly<Record<string, number>> = {
  easy: 0.1,
  beginner: 0.1,
  medium: 0.5,
  intermediate: 0.5,
  hard: 0.9,
  difficult: 0.9,
  advanced: 0.9,
};

/** A level on a scale that is known: `Level 1` to `Level 5` (MATH), `1` to `5`, or a plain word. */
function statedLevel(level: string): number | null {
  const number = /^(?:level\s*)?([1-5])$/i.exec(level.trim())?.[1];
  if (number !== undefined) return (Number(number) - 1) / 4;
  const word = level.trim().toLowerCase();
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null;
}
