import type { Gap } from '../../algorithms/similarity/alignment.ts';
import { idOf, KIND, kindOf, lettersOf, type Token } from '../normal-form/token.ts';
import { type Addition, countOf, hardRule, judgeAddition } from './additions.ts';
import { optionsFit, standsAlone } from './options.ts';
import { numbersFit, type Prepared } from './prepared.ts';
import { isOfVariables, type Region, type Renaming, regionsOf, renamingOf } from './regions.ts';
import type { NearRule } from './rules.ts';
import { isSlip } from './slips.ts';

/** What is known about a pair beside its texts. */
export interface Surroundings {
  /** Whether hardly any other text has this word. */
  isRare: (token: Token) => boolean;
  /** Whether many others look like one of the two, as the puzzles of one template do. */
  isTemplate: boolean;
  /** Whether the answers agree and say enough for that to mean something. */
  answers: Answers;
}

export type Answers = 'agree' | 'differ' | 'unknown';

/**
 * Other words that a text may have, as a share of the tokens that both have, and the fewest of these: more where
 * the answers agree. Unit: tokens.
 */
const WORDING: Readonly<Record<Answers, { most: number; least: number }>> = {
  agree: { most: 0.08, least: 12 },
  unknown: { most: 0.03, least: 40 },
  differ: { most: 0, least: Number.POSITIVE_INFINITY },
};
/** One other word may stand in what is asked where numbers and answers agree and so much else does. Unit: tokens. */
const LEAST_FOR_QUESTION = 12;
/** Problems of one template that share so many numbers in order, and an answer, are one. */
const LEAST_NUMBERS = 2;
/** Slips of the pen, and the shortest text in which they pass. */
const MOST_SLIPS = 0.15;
const LEAST_FOR_SLIPS = 6;

/**
 * Says whether two similar questions are one, and which rule decides (see rules.ts): options, numbers in order,
 * then every place at which they differ, then letters, in this order; the first that parts them decides. A
 * duplicate shares every number, operator, bracket, turning word and name; what may differ is small words,
 * instructions, whole sentences on one side, renamed variables and slips of the pen.
 */
export function judge(a: Prepared, b: Prepared, surroundings: Surroundings): NearRule {
  if (!numbersFit(a.numbers, b.numbers)) return 'numbers';
  const options = optionsFit(a, b);
  if (options === 'different') return 'options';
  const found = regionsOf(a, b);
  if (found === null) return 'words';
  const { gaps, regions } = found;
  const rest = a.words.length - gaps.reduce((sum, { aFrom, aTo }) => sum + aTo - aFrom, 0);
  const tally: Tally = { wording: 0, slips: 0, sentences: 0, inQuestion: false };
  const renamed = renamingOf(a, b, gaps);
  if (renamed === null) return 'variables';
  for (const region of regions) {
    const rule = judgeRegion(region, a, b, renamed, tally, { ...surroundings, rest });
    if (rule !== null) return rule;
  }
  const wording = judgeWording(tally, regions, rest, a, b, surroundings);
  if (wording !== null) return wording;
  if (!renamed.isIdentity && !isOfVariables(renamed, a)) return 'variables';
  if (options === 'one-sided') return standsAlone(a) && standsAlone(b) ? 'options-left-out' : 'options';
  if (tally.sentences > 0 || (tally.wording === 0 && gaps.some(isPhrase))) return 'added-sentence';
  if (tally.wording + tally.slips > 0) return 'wording';
  if (!renamed.isIdentity) return 'renamed-variables';
  return gaps.length === 0 ? 'same-form' : 'wording';
}

/** So many small words on one side alone are a sentence that only instructs. */
const isPhrase = ({ aFrom, aTo, bFrom, bTo }: Gap): boolean =>
  (aFrom === aTo && bTo - bFrom > 2) || (bFrom === bTo && aTo - aFrom > 2);

interface Tally {
  wording: number;
  slips: number;
  sentences: number;
  inQuestion: boolean;
}

/** The rule that parts the two at one place, or null; what does not part them goes into the tally. */
function judgeRegion(
  region: Region,
  a: Prepared,
  b: Prepared,
  renamed: Renaming,
  tally: Tally,
  around: Surroundings & { rest: number },
): NearRule | null {
  const { gap } = region;
  const { isRare } = around;
  if (region.a.length === 0) return take(judgeAddition(region.b, b, gap.bFrom, gap.bTo, around), tally);
  if (region.b.length === 0) return take(judgeAddition(region.a, a, gap.aFrom, gap.aTo, around), tally);
  if (isLetterPair(region)) return renamed.add(region.a[0]!, region.b[0]!) ? null : 'variables';
  if (
    region.a.length === region.b.length &&
    region.a.every((token, i) => idOf(token) === idOf(region.b[i]!) || isSlip(token, region.b[i]!, isRare))
  ) {
    tally.slips += region.a.length;
    return null;
  }
  const hard = differingHard(region);
  if (hard !== null) return hard;
  if (countOf(region.a, KIND.name) + countOf(region.b, KIND.name) > 0) return 'names';
  const words = Math.max(
    countOf(region.a, KIND.word, KIND.school),
    countOf(region.b, KIND.word, KIND.school),
  );
  tally.wording += words;
  tally.inQuestion ||= words > 0 && a.asking.has(a.sentences[gap.aFrom]!);
  return null;
}

function take(addition: Addition, tally: Tally): NearRule | null {
  if (addition.parts !== null) return addition.parts;
  if (addition.words === 0) tally.sentences++;
  tally.wording += addition.words;
  tally.inQuestion ||= addition.words > 0 && addition.inQuestion;
  return null;
}

/** The rule of the first token of a place that may not differ and does. */
function differingHard({ a, b }: Region): NearRule | null {
  const hardOf = (tokens: readonly Token[]) => tokens.filter((token) => hardRule([token]) !== null);
  const [left, right] = [hardOf(a), hardOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i], right[i]];
    if (x === undefined || y === undefined || idOf(x) !== idOf(y)) return hardRule([x ?? y ?? 0]);
  }
  return null;
}

/** A letter or a name of three or four on both sides; `a` and `I` may have been read as words. */
const isLetterPair = ({ a, b }: Region): boolean => {
  const [x, y] = [a[0], b[0]];
  if (a.length !== 1 || b.length !== 1 || x === undefined || y === undefined) return false;
  const [left, right] = [lettersOf(x)?.length ?? 9, lettersOf(y)?.length ?? 9];
  return (
    left === right && (left === 1 || (left <= 4 && kindOf(x) === KIND.letter && kindOf(y) === KIND.letter))
  );
};

/** Whether other words are few enough, and where none of them asks for something else. */
function judgeWording(
  { wording, slips, inQuestion }: Tally,
  regions: readonly Region[],
  rest: number,
  a: Prepared,
  b: Prepared,
  { isTemplate, answers }: Surroundings,
): NearRule | null {
  if (slips > 0 && (answers === 'differ' || rest < LEAST_FOR_SLIPS || slips > Math.max(1, MOST_SLIPS * rest)))
    return 'words';
  if (wording === 0) return null;
  const isSettled = answers === 'agree' && a.numbers.length === b.numbers.length;
  if (inQuestion && !(isSettled && wording === 1 && rest >= LEAST_FOR_QUESTION)) return 'question';
  if (isReordered(regions)) return 'order';
  const { most, least } = WORDING[answers];
  const isOneOfMany = isTemplate && !(isSettled && a.numbers.length >= LEAST_NUMBERS);
  if (isOneOfMany || rest < least || wording > Math.max(1, most * rest)) return 'words';
  return regions.some((region) => standElsewhere(region.a, b) || standElsewhere(region.b, a))
    ? 'order'
    : null;
}

/** The same words on both sides, taken over all places. */
function isReordered(regions: readonly Region[]): boolean {
  const sorted = (side: 'a' | 'b') =>
    regions.flatMap((region) => region[side].map(idOf)).sort((x, y) => x - y);
  return sorted('a').join() === sorted('b').join();
}

/** Words of one text that the other has too, only not here: puzzles that swap who is who. */
function standElsewhere(tokens: readonly Token[], other: Prepared): boolean {
  const words = new Set(tokens.filter((token) => kindOf(token) === KIND.word).map(idOf));
  return words.size > 0 && other.words.some((token) => words.has(idOf(token)));
}
