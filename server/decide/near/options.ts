import { align } from '../../algorithms/similarity/alignment.ts';
import { idOf, KIND, kindOf, wordId } from '../normal-form/token.ts';
import { hardRule } from './additions.ts';
import type { Prepared, PreparedOption } from './prepared.ts';

export type OptionsFit = 'equal' | 'one-sided' | 'different';

/** Share of the options that must agree where the stem says enough by itself. */
const ENOUGH = 0.74;

/** Words that point to options, and words that may, where a stem has no numbers and signs of its own. */
const POINTS_TO_OPTIONS = new Set(['following', 'statement'].map(wordId));
const MAY_POINT = new Set(['these', 'below', 'which', 'above', 'option'].map(wordId));

/** Tokens that carry meaning in a stem which can do without options. */
const SPECIFIC = 5;

/** Whether two questions offer the same to choose from, in any order. */
export function optionsFit(a: Prepared, b: Prepared): OptionsFit {
  if (a.options.length === 0 && b.options.length === 0) return 'equal';
  if (a.options.length === 0 || b.options.length === 0) return 'one-sided';
  const matched = matchedOptions(a.options, b.options);
  const most = Math.max(a.options.length, b.options.length);
  if (matched === most) return 'equal';
  return matched / most >= ENOUGH && standsAlone(a) ? 'equal' : 'different';
}

/** Whether a stem is a question without its options. */
export function standsAlone({ words }: Prepared): boolean {
  let specific = 0;
  let signs = 0;
  let mayPoint = false;
  for (const token of words) {
    const kind = kindOf(token);
    if (POINTS_TO_OPTIONS.has(idOf(token))) return false;
    mayPoint ||= MAY_POINT.has(idOf(token));
    if (kind !== KIND.stop && kind !== KIND.asking) specific++;
    if (kind === KIND.number || kind === KIND.letter || kind === KIND.operator) signs++;
  }
  return specific >= SPECIFIC && (!mayPoint || signs >= 2);
}

function matchedOptions(a: readonly PreparedOption[], b: readonly PreparedOption[]): number {
  const left = [...b];
  const rest = a.filter(({ hash }) => {
    const at = left.findIndex((option) => option.hash === hash);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  if (rest.length * left.length > 100) return a.length - rest.length;
  const unmatched = rest.filter((option) => {
    const at = left.findIndex((other) => isAlike(option, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return a.length - unmatched.length;
}

/** Words that may be put into one of two options or left out. */
const MOST_EDITS = 4;

/** Options that differ in small words or renamed letters alone. */
function isAlike(
  { words: a, keys: aKeys }: PreparedOption,
  { words: b, keys: bKeys }: PreparedOption,
): boolean {
  if (Math.abs(a.length - b.length) > MOST_EDITS) return false;
  const gaps = align(aKeys, bKeys, MOST_EDITS);
  if (gaps === null) return false;
  return gaps.every(({ aFrom, aTo, bFrom, bTo }) => {
    const differing = [...a.subarray(aFrom, aTo), ...b.subarray(bFrom, bTo)];
    return hardRule(differing) === null && differing.every((token) => kindOf(token) <= KIND.asking);
  });
}
