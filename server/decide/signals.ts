import type { SignalOrigin } from '../../shared/vocabulary/signals.ts';
import { type Attempt, type Candidate, isTeacher } from './candidate.ts';

/**
 * Length of a question: tokens of its trace, else of its longest attempt, else of its solution, else of
 * its prompt, by the Qwen2.5 tokenizer. Source: s1, which orders by the length of the thinking.
 * Differs: s1 has a trace for every question and no fallback.
 * @param prompt the question with its options
 * @param countTokens called only where no count came with the evidence
 */
export function lengthOf(
  { solution, evidence }: Pick<Candidate, 'solution' | 'evidence'>,
  prompt: string,
  countTokens: (text: string) => number,
): { length: number; lengthFrom: SignalOrigin } {
  if (evidence.traceTokens !== null) return { length: evidence.traceTokens, lengthFrom: 'trace' };
  const longest = evidence.attempts.reduce((most, { tokens }) => Math.max(most, tokens ?? 0), 0);
  if (longest > 0) return { length: longest, lengthFrom: 'attempt' };
  if (solution !== null && solution.trim() !== '')
    return { length: countTokens(solution), lengthFrom: 'solution' };
  return { length: countTokens(prompt), lengthFrom: 'prompt' };
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
