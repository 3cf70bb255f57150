import type { TraceRules } from '../../../../shared/schemas/trace-rules.ts';
import type { Detector, Hit } from '../detector.ts';
import type { Field } from '../field.ts';
import type { Span } from '../sentences.ts';
import { growingList } from './growing.ts';
import { numbered, type PeriodicRun, periodicRun } from './runs.ts';
import { type Tokens, tokensOf } from './tokens.ts';

type Limits = TraceRules['repetition-loop'];

/** Periods looked for in tokens, in sentences and in characters. */
const LONGEST = { tokens: 48, sentences: 32, characters: 12 } as const;

/**
 * Loops: a run of words or of sentences that stands several times in a row, the same characters on and on, one
 * sentence that keeps coming back, a list that grows without end. At most one finding a field: the first kind found.
 * Formulas and numbers alone (matrices, digits of a decimal) need far longer runs than words do.
 */
export const repetition: Detector = ({ thinking, answer }, rules) =>
  [thinking, answer].flatMap((field) => {
    const limits = rules['repetition-loop'];
    if (field.text.length < 60) return [];
    const tokens = tokensOf(field.text);
    const found =
      wordLoop(field, tokens, limits) ??
      sentenceLoop(field, limits) ??
      characterLoop(field, limits) ??
      recurringSentence(field, limits) ??
      growingList(field, tokens, limits);
    return found === null ? [] : [found];
  });

/** A period without a word of two letters counts this many times less. */
const BARE = 8;

function wordLoop(field: Field, tokens: Tokens, limits: Limits): Hit | null {
  const words = new Int32Array(tokens.wordy.length + 1);
  for (let i = 0; i < tokens.wordy.length; i++) words[i + 1] = words[i]! + tokens.wordy[i]!;
  const counts = ({ period, start, end }: PeriodicRun): boolean => {
    if ((end - start) / period < limits.repeats) return false;
    const wordy = words[start + period]! - words[start]!;
    if (wordy === 0) return end - start >= limits.words * BARE;
    // operators and names of variables between the words are not counted
    return words[end]! - words[start]! >= limits.words * (wordy * 3 < period ? 2 : 1);
  };
  const run = periodicRun(tokens.ids, {
    longest: LONGEST.tokens,
    least: (period) => Math.max(limits.repeats * period, limits.words),
    counts,
  });
  if (run === null) return null;
  const times = Math.floor((run.end - run.start) / run.period);
  const span = { start: tokens.starts[run.start]!, end: tokens.ends[run.end - 1]! };
  return hit(field, span, `The same ${plural(run.period, 'word')} stand ${times} times in a row.`);
}

function sentenceLoop(field: Field, limits: Limits): Hit | null {
  const { text, sentences } = field;
  const ids = numbered(sentences.map(({ start, end }) => text.slice(start, end)));
  const spanOf = ({ start, end }: PeriodicRun): Span => ({
    start: sentences[start]!.start,
    end: sentences[end - 1]!.end,
  });
  const counts = (run: PeriodicRun): boolean => {
    const { start, end } = spanOf(run);
    if ((run.end - run.start) / run.period < limits.repeats - 1 || end - start < 300) return false;
    return /\p{L}{2}/u.test(text.slice(start, sentences[run.start + run.period - 1]!.end));
  };
  const run = periodicRun(ids, {
    longest: LONGEST.sentences,
    least: (period) => (limits.repeats - 1) * period,
    counts,
  });
  if (run === null) return null;
  const times = Math.floor((run.end - run.start) / run.period);
  return hit(field, spanOf(run), `The same ${plural(run.period, 'sentence')} stand ${times} times in a row.`);
}

/** Signs that rules and tables are drawn with may stand longer. */
const DRAWN = /^[\s\-=_*~.#|:+\u2500-\u257f]+$/;

function characterLoop(field: Field, limits: Limits): Hit | null {
  const { text } = field;
  const units = new Int32Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  const counts = ({ period, start, end }: PeriodicRun): boolean => {
    if (end - start < limits.characters) return false;
    const once = text.slice(start, start + period);
    if (once.trim() === '') return end - start >= limits.characters * 5;
    if (DRAWN.test(once)) return end - start >= limits.characters * 2;
    return /\s/.test(once) ? end - start >= limits.characters * 3 : true;
  };
  const run = periodicRun(units, { longest: LONGEST.characters, least: () => limits.characters, counts });
  return run === null
    ? null
    : hit(field, run, `The same ${plural(run.period, 'character')} fill ${run.end - run.start} places.`);
}

/** One sentence of five words or more that stands all over the text, whatever is between. */
function recurringSentence(field: Field, limits: Limits): Hit | null {
  const { text, sentences } = field;
  const seen = new Map<string, { times: number; last: Span }>();
  for (const span of sentences) {
    const sentence = text.slice(span.start, span.end);
    if (sentence.length < 20 || sentence.length > 2000) continue;
    const times = (seen.get(sentence)?.times ?? 0) + 1;
    seen.set(sentence, { times, last: span });
  }
  for (const [sentence, { times, last }] of seen) {
    if (times < limits.sentenceTimes || times * sentence.length < limits.sentenceShare * text.length)
      continue;
    if ((sentence.match(/\p{L}{2}/gu) ?? []).length < 5) continue;
    return hit(field, last, `This sentence stands ${times} times in the text.`);
  }
  return null;
}

const plural = (count: number, what: string): string => (count === 1 ? what : `${count} ${what}s`);

const hit = (field: Field, { start, end }: Span, says: string): Hit => ({ field, start, end, says });
