import { align, type Gap } from '../../algorithms/similarity/alignment.ts';
import { idOf, KIND, kindOf, lettersOf, type Token } from '../normal-form/token.ts';
import { hardRule } from './additions.ts';
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
  const aligned = align(a.keys, b.keys, Math.min(MOST_EDITS, Math.ceil(MOST_SHARE * longer) + 6));
  if (aligned === null) return null;
  const gaps = aligned.map((gap, i) => atSentences(gap, aligned[i - 1], aligned[i + 1], a, b));
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

/**
 * What one side says more, moved to where it is whole sentences, if it can be: of "Read this. Read that." beside
 * "Read that." an alignment may take "this. Read" as well as "Read this." for what was put in.
 */
function atSentences(
  gap: Gap,
  before: Gap | undefined,
  after: Gap | undefined,
  a: Prepared,
  b: Prepared,
): Gap {
  const isInB = gap.aFrom === gap.aTo;
  if (isInB === (gap.bFrom === gap.bTo)) return gap;
  const { words, sentences } = isInB ? b : a;
  const [from, to] = isInB ? [gap.bFrom, gap.bTo] : [gap.aFrom, gap.aTo];
  const least = isInB ? (before?.bTo ?? 0) : (before?.aTo ?? 0);
  const most = (isInB ? after?.bFrom : after?.aFrom) ?? words.length;
  const isWhole = (by: number): boolean =>
    isBetween(sentences, from + by) &&
    (isBetween(sentences, to + by) || (from + by === 0 && isForeign(words, to + by)));
  if (isWhole(0)) return gap;
  const same = (i: number, j: number): boolean => idOf(words[i]!) === idOf(words[j]!);
  for (let by = -1; from + by >= least && same(from + by, to + by); by--)
    if (isWhole(by)) return moved(gap, by);
  for (let by = 1; to + by <= most && same(from + by - 1, to + by - 1); by++)
    if (isWhole(by)) return moved(gap, by);
  return gap;
}

/** Whether the first `to` words say nothing that turns a question, and nothing that comes again. */
function isForeign(words: Uint32Array, to: number): boolean {
  const first = words.subarray(0, to);
  if (hardRule(first) !== null) return false;
  const own = new Set(Array.from(first, (token) => (isSmall(token) ? -1 : idOf(token))));
  return !words.subarray(to).some((token) => own.has(idOf(token)));
}

/** Whether a sentence ends before word i. */
const isBetween = (sentences: Uint16Array, i: number): boolean =>
  i === 0 || i === sentences.length || sentences[i - 1] !== sentences[i];

const moved = ({ aFrom, aTo, bFrom, bTo }: Gap, by: number): Gap => ({
  aFrom: aFrom + by,
  aTo: aTo + by,
  bFrom: bFrom + by,
  bTo: bTo + by,
});

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

/** Letters of one question and what stands for them in the other. */
export class Renaming {
  readonly there = new Map<string, string>();
  readonly #back = new Map<string, string>();

  /** Notes that the letters of `b` stand for those of `a`; false where one stands for two already. */
  add(a: Token, b: Token): boolean {
    const [left, right] = [lettersOf(a) ?? `${idOf(a)}`, lettersOf(b) ?? `${idOf(b)}`];
    if (lettersOf(a) === null || lettersOf(b) === null) return this.#addOne(left, right); // Greek: alpha
    return (
      left.length === right.length && [...left].every((letter, i) => this.#addOne(letter, right.charAt(i)))
    );
  }

  #addOne(x: string, y: string): boolean {
    if ((this.there.get(x) ?? y) !== y || (this.#back.get(y) ?? x) !== x) return false;
    this.there.set(x, y);
    this.#back.set(y, x);
    return true;
  }

  get isIdentity(): boolean {
    return [...this.there].every(([x, y]) => x === y);
  }
}

/** The renaming that the aligned letters of two questions make; null where one stands for two. */
export function renamingOf(a: Prepared, b: Prepared, gaps: readonly Gap[]): Renaming | null {
  const renaming = new Renaming();
  let i = 0;
  let j = 0;
  for (const gap of [...gaps, { aFrom: a.words.length, aTo: 0, bFrom: 0, bTo: 0 }]) {
    for (; i < gap.aFrom; i++, j++) {
      if (kindOf(a.words[i]!) === KIND.letter && !renaming.add(a.words[i]!, b.words[j]!)) return null;
    }
    i = gap.aTo;
    j = gap.bTo;
  }
  return renaming;
}

/** Letters that are renamed are of formulas, and come back: `CPU` is no variable. */
export function isOfVariables({ there }: Renaming, { words }: Prepared): boolean {
  const seen = new Map<string, { count: number; inFormula: boolean }>();
  words.forEach((token, at) => {
    if (kindOf(token) !== KIND.letter) return;
    for (const letter of lettersOf(token) ?? [`${idOf(token)}`]) {
      if ((there.get(letter) ?? letter) === letter) continue;
      const so = seen.get(letter) ?? { count: 0, inFormula: false };
      seen.set(letter, { count: so.count + 1, inFormula: so.inFormula || isInFormula(words, at) });
    }
  });
  return [...seen.values()].some(({ count, inFormula }) => inFormula && count > 1);
}

/** Whether a sign, a number or another letter stands beside a letter. */
function isInFormula(words: Uint32Array, at: number): boolean {
  return [words[at - 1], words[at + 1]].some((token) => {
    if (token === undefined) return false;
    const kind = kindOf(token);
    return (kind >= KIND.number && kind <= KIND.operator) || kind === KIND.open || kind === KIND.close;
  });
}
