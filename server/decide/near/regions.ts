import { align, type Gap } from '../../algorithms/similarity/alignment.ts';
import { idOf, KIND, kindOf, lettersOf, type Token, wordId } from '../normal-form/token.ts';
import type { Prepared } from './prepared.ts';

/** A place where two questions differ: what one says there, and what the other. */
export interface Region {
  gap: Gap;
  a: Token[];
  b: Token[];
}

/** Edits beyond so many make two texts different in any case. Unit: tokens, and share of the longer text. */
const MOST_EDITS = 160;
const MOST_SHARE = 0.75;

/** Matched tokens between two gaps that are more likely chance than wording. */
const BRIDGE = 2;

/**
 * The places where the stems differ, in order, letters taken for equal; null where nearly all is different.
 * Gaps with a word or two between them are one place, where those words are small ones.
 */
export function regionsOf(a: Prepared, b: Prepared): { gaps: Gap[]; regions: Region[] } | null {
  const longer = Math.max(a.words.length, b.words.length);
  const gaps = align(a.keys, b.keys, Math.min(MOST_EDITS, Math.ceil(MOST_SHARE * longer) + 6));
  if (gaps === null) return null;
  const regions: Region[] = [];
  for (const gap of gaps) {
    const last = regions.at(-1);
    if (last !== undefined && isBridged(a, last.gap, gap)) {
      last.a.push(...a.words.subarray(gap.aFrom, gap.aTo));
      last.b.push(...b.words.subarray(gap.bFrom, gap.bTo));
      last.gap = { aFrom: last.gap.aFrom, aTo: gap.aTo, bFrom: last.gap.bFrom, bTo: gap.bTo };
    } else {
      regions.push({
        gap: { ...gap },
        a: [...a.words.subarray(gap.aFrom, gap.aTo)],
        b: [...b.words.subarray(gap.bFrom, gap.bTo)],
      });
    }
  }
  return { gaps, regions: regions.filter((region) => !isHarmless(region)) };
}

function isBridged(a: Prepared, last: Gap, next: Gap): boolean {
  if (next.aFrom - last.aTo > BRIDGE) return false;
  for (let i = last.aTo; i < next.aFrom; i++) if (kindOf(a.words[i]!) !== KIND.stop) return false;
  return true;
}

/** The same letters otherwise divided (`xy` and `x y`), or nothing but small words on either side. */
function isHarmless({ a, b }: Region): boolean {
  return (a.every(isSmall) && b.every(isSmall)) || sameLetters(a, b);
}

const isSmall = (token: Token): boolean => {
  const kind = kindOf(token);
  return kind === KIND.stop || kind === KIND.asking;
};

function sameLetters(a: readonly Token[], b: readonly Token[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const [left, right] = [spelling(a), spelling(b)];
  return left !== null && left === right;
}

const spelling = (tokens: readonly Token[]): string | null =>
  tokens.reduce<string | null>((text, token) => {
    const letters = lettersOf(token);
    return text === null || letters === null ? null : text + letters;
  }, '');

/** Letters of one question and what stands for them in the other; null where one stands for two. */
export function renamings(a: Prepared, b: Prepared, gaps: readonly Gap[]): Map<number, number> | null {
  const there = new Map<number, number>();
  const back = new Map<number, number>();
  let i = 0;
  let j = 0;
  for (const gap of [...gaps, { aFrom: a.words.length, aTo: 0, bFrom: 0, bTo: 0 }]) {
    for (; i < gap.aFrom; i++, j++) {
      if (kindOf(a.words[i]!) !== KIND.letter) continue;
      const [x, y] = [idOf(a.words[i]!), idOf(b.words[j]!)];
      if ((there.get(x) ?? y) !== y || (back.get(y) ?? x) !== x) return null;
      there.set(x, y);
      back.set(y, x);
    }
    i = gap.aTo;
    j = gap.bTo;
  }
  return there;
}

const A = wordId('a');

/** Whether the tokens before and behind a letter make it one of a formula. */
export function isInFormula({ words }: Prepared, at: number): boolean {
  const around = [words[at - 1], words[at + 1]];
  return around.some((token) => {
    if (token === undefined) return false;
    const kind = kindOf(token);
    return kind === KIND.operator || kind === KIND.open || kind === KIND.close || kind === KIND.number || (kind === KIND.letter && idOf(token) !== A);
  });
}
