import type { TraceRules } from '../../../../shared/schemas/trace-rules.ts';
import type { Hit } from '../detector.ts';
import type { Field } from '../field.ts';
import { numbered, type PeriodicRun, periodicRun } from './runs.ts';
import type { Tokens } from './tokens.ts';

/**
 * A list that grows without end: items that differ in their numbers alone, far more of them than a person would try,
 * or items each of which repeats the whole of the one before it.
 */
export function growingList(field: Field, tokens: Tokens, limits: TraceRules['repetition-loop']): Hit | null {
  return sameShapes(field, limits) ?? sameTokens(field, tokens, limits) ?? extendedItems(field);
}

/** Sentences and lines that are the same but for their numbers, in cycles of up to four. */
function sameShapes(field: Field, limits: TraceRules['repetition-loop']): Hit | null {
  const { text, sentences } = field;
  const shapes = sentences.map(({ start, end }) =>
    text.slice(start, Math.min(end, start + 2000)).replace(/\d+/g, '0'),
  );
  const run = periodicRun(numbered(shapes), {
    longest: 4,
    least: (period) => limits.listItems * period,
    counts: (one) => isLong(one, limits, isWordy(shapes[one.start]!)),
  });
  if (run === null) return null;
  const start = sentences[run.start]!.start;
  return hit(field, start, sentences[run.end - 1]!.end, run);
}

/** Items within one line, such as a count that goes on and on. */
function sameTokens(
  field: Field,
  { shapes, wordy, starts, ends }: Tokens,
  limits: TraceRules['repetition-loop'],
): Hit | null {
  const run = periodicRun(shapes, {
    longest: 16,
    least: (period) => limits.listItems * period,
    counts: (one) => isLong(one, limits, wordy.subarray(one.start, one.start + one.period).includes(1)),
  });
  return run === null ? null : hit(field, starts[run.start]!, ends[run.end - 1]!, run);
}

const isLong = (
  { period, start, end }: PeriodicRun,
  { listItems }: TraceRules['repetition-loop'],
  words: boolean,
) => (end - start) / period >= listItems * (words ? 1 : 3);

const isWordy = (text: string): boolean => /\p{L}{2}/u.test(text);

/** Items of which each begins with the whole of the one before. */
const EXTENDED = 9;

function extendedItems(field: Field): Hit | null {
  const { text, sentences } = field;
  let [from, count] = [0, 1];
  let before = '';
  for (let i = 0; i < sentences.length; i++) {
    const { start: first, end: last } = sentences[i]!;
    const item = bare(text.slice(first, Math.min(last, first + 4000)));
    const grows = before.length >= 2 && item.length > before.length && item.startsWith(before);
    count = grows ? count + 1 : 1;
    if (!grows) from = i;
    before = item;
    if (count >= EXTENDED) {
      const [start, end] = [sentences[from]!.start, sentences[i]!.end];
      return { field, start, end, says: `Each of ${count} items repeats the whole of the one before it.` };
    }
  }
  return null;
}

/** An item without its number or bullet and without brackets and stops around it. */
const bare = (item: string): string =>
  item
    .replace(/^(?:\(?\d{1,4}[.):]|[-*•])\s{1,4}/, '')
    .replace(/^[([{"'\\]{1,4}/, '')
    .replace(/[)\]}"'.,;!?…\\]{1,6}$/, '');

const hit = (field: Field, start: number, end: number, run: PeriodicRun): Hit => ({
  field,
  start,
  end,
  says: `${Math.floor((run.end - run.start) / run.period)} items in a row differ in their numbers alone.`,
});
