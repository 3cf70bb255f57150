import { slip } from './choice.ts';
import type { Draw } from './draw.ts';
import type { Level } from './level.ts';
import type { Planted } from './plan.ts';

/** The models that are said to have tried the sample questions. */
export const SOLVERS = ['sample-solver-7b', 'sample-solver-32b'] as const;

/** What is kept of a question until the signals are written. */
export interface Tried {
  id: string;
  source: string;
  domain: string;
  answer: string | null;
  wrong: readonly string[];
  /** Null where there is no solution: nobody tried it. */
  ease: number | null;
  /** The question whose text it repeats exactly, or itself: they share one fate. */
  group: string;
  /** False where a gate before difficulty drops it whatever the solvers say. */
  reaches: boolean;
}

/** How easy each level is; on this scale the two solvers spread over about two units. */
const EASE: Record<Level, number> = { 1: 1.5, 2: 0.9, 3: 0.15, 4: -0.6, 5: -1.3 };

/** An ease for a question: by its level, by the kind of question, and by chance. */
export function easeOf(d: Draw, level: Level, template: string): number {
  const kind = (hashOf(template) % 1000) / 1000 - 0.5;
  return EASE[level] + kind + (d.unit() + d.unit() + d.unit() - 1.5) * 1.6;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Planted kinds that s1's gates drop before they look at the attempts. */
const DROPPED_EARLY: ReadonlySet<Planted> = new Set([
  'leak-whole',
  'leak-half',
  'asymptote',
  'missing-image',
  'numbering',
  'bold-label',
  'without-solution',
]);
export const reachesDifficulty = (kind: Planted | null): boolean => kind === null || !DROPPED_EARLY.has(kind);

/**
 * The ease from which on questions are solved, such that exactly `solved` of those that reach the gate are,
 * each group of exact copies counted once.
 */
export function easeLimit(tried: readonly Tried[], solved: number): number {
  const eases = tried
    .filter(({ id, group, reaches, ease }) => reaches && ease !== null && group === id)
    .map(({ ease }) => ease ?? 0)
    .sort((a, b) => b - a);
  return solved <= 0
    ? Number.POSITIVE_INFINITY
    : (eases[Math.min(solved, eases.length) - 1] ?? Number.NEGATIVE_INFINITY);
}

/** A line of `signals.jsonl` (shared/schemas/signals-line.ts), and whether any solver was right. */
export function signalsLine(d: Draw, one: Tried, limit: number): { line: string; solved: boolean } {
  const { id, source, domain } = one;
  if (one.ease === null) return { line: JSON.stringify({ id, source, domain }), solved: false };
  const solved = one.ease >= limit;
  const small = solved && d.unit() < 0.3 + 0.25 * (one.ease - limit);
  const large = solved && (!small || d.unit() < 0.94);
  const attempts = [small, large].map((right, i) => attempt(d, SOLVERS[i] ?? SOLVERS[0], one, right));
  return { line: JSON.stringify({ id, source, attempts, domain }), solved };
}

function attempt(d: Draw, model: string, { answer, wrong }: Tried, right: boolean) {
  const verdict = right ? 'correct' : 'wrong';
  if (answer === null) return { model, verdict }; // a proof is judged as a whole
  if (right) return { model, answer, verdict };
  const given = wrong.length > 0 ? d.pick(wrong) : slip(d, answer);
  return given === null || given === answer ? { model, verdict } : { model, answer: given, verdict };
}
