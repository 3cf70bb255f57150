import { idOf, KIND, kindOf, type Token } from '../normal-form/token.ts';
import { type Addition, countOf, hardRule, judgeAddition } from './additions.ts';
import { optionsFit, standsAlone } from './options.ts';
import type { Prepared } from './prepared.ts';
import { isInFormula, type Region, regionsOf, renamings } from './regions.ts';
import type { NearRule } from './rules.ts';
import { isSlip } from './slips.ts';

/** What the pool says about a pair beside its texts. */
export interface Surroundings {
  /** Whether hardly any other text has this word. */
  isRare: (token: Token) => boolean;
  /** Whether many others look like one of the two, as the puzzles of one template do. */
  isTemplate: boolean;
}

/** Other words that a long text may have: in tokens for each that both share. */
const MOST_WORDING = 0.06;
const LEAST_FOR_WORDING = 20;
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
  if (!isWithin(a.numbers, b.numbers) && !isWithin(b.numbers, a.numbers)) return 'numbers';
  const options = optionsFit(a, b);
  if (options === 'different') return 'options';
  const found = regionsOf(a, b);
  if (found === null) return 'words';
  const { gaps, regions } = found;
  const rest = a.words.length - gaps.reduce((sum, { aFrom, aTo }) => sum + aTo - aFrom, 0);
  const tally: Tally = { wording: 0, slips: 0, sentences: 0, inQuestion: false };
  const renamed = renamings(a, b, gaps);
  if (renamed === null) return 'variables';
  for (const region of regions) {
    const rule = judgeRegion(region, a, b, renamed, tally, { ...surroundings, rest });
    if (rule !== null) return rule;
  }
  const wording = judgeWording(tally, regions, rest, a, b, surroundings.isTemplate);
  if (wording !== null) return wording;
  const isRenamed = [...renamed].some(([x, y]) => x !== y);
  if (isRenamed && !isSupported(renamed, a)) return 'variables';
  if (options === 'one-sided') return standsAlone(a) && standsAlone(b) ? 'options-left-out' : 'options';
  if (tally.sentences > 0) return 'added-sentence';
  if (tally.wording + tally.slips > 0) return 'wording';
  if (isRenamed) return 'renamed-variables';
  return gaps.length === 0 ? 'same-form' : 'wording';
}

interface Tally {
  wording: number;
  slips: number;
  sentences: number;
  inQuestion: boolean;
}

/** Whether the numbers of one text are those of the other, in order, with some left out. */
function isWithin(few: Uint32Array, many: Uint32Array): boolean {
  let i = 0;
  for (let j = 0; i < few.length && j < many.length; j++) if (few[i] === many[j]) i++;
  return i === few.length;
}

/** The rule that parts the two at one place, or null; what does not part them goes into the tally. */
function judgeRegion(
  region: Region,
  a: Prepared,
  b: Prepared,
  renamed: Map<number, number>,
  tally: Tally,
  around: Surroundings & { rest: number },
): NearRule | null {
  const { gap } = region;
  const { isRare } = around;
  if (region.a.length === 0) return take(judgeAddition(region.b, b, gap.bFrom, gap.bTo, around), tally);
  if (region.b.length === 0) return take(judgeAddition(region.a, a, gap.aFrom, gap.aTo, around), tally);
  if (isLetterPair(region)) return rename(region, renamed);
  if (region.a.length === region.b.length && region.a.every((token, i) => idOf(token) === idOf(region.b[i]!) || isSlip(token, region.b[i]!, isRare))) {
    tally.slips += region.a.length;
    return null;
  }
  const hard = differingHard(region);
  if (hard !== null) return hard;
  if (countOf(region.a, KIND.name) + countOf(region.b, KIND.name) > 0) return 'names';
  const words = Math.max(countOf(region.a, KIND.word, KIND.school), countOf(region.b, KIND.word, KIND.school));
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

/** A single letter on both sides, one of them read as the word `a` or `I`. */
const isLetterPair = ({ a, b }: Region): boolean => {
  const [x, y] = [a[0], b[0]];
  return a.length === 1 && b.length === 1 && x !== undefined && y !== undefined && isLetter(x) && isLetter(y);
};
const isLetter = (token: Token): boolean => idOf(token) < 32;

function rename({ a, b }: Region, renamed: Map<number, number>): NearRule | null {
  const [x, y] = [idOf(a[0]!), idOf(b[0]!)];
  if ((renamed.get(x) ?? y) !== y) return 'variables';
  renamed.set(x, y);
  return null;
}

/** Whether other words are few enough, and where none of them asks for something else. */
function judgeWording(
  { wording, slips, inQuestion }: Tally,
  regions: readonly Region[],
  rest: number,
  a: Prepared,
  b: Prepared,
  isTemplate: boolean,
): NearRule | null {
  if (slips > 0 && (rest < LEAST_FOR_SLIPS || slips > Math.max(1, MOST_SLIPS * rest))) return 'words';
  if (wording === 0) return null;
  if (inQuestion) return 'question';
  if (isReordered(regions)) return 'order';
  if (isTemplate || rest < LEAST_FOR_WORDING || wording > MOST_WORDING * rest) return 'words';
  return regions.some((region) => standElsewhere(region.a, b) || standElsewhere(region.b, a)) ? 'order' : null;
}

/** The same words on both sides, taken over all places. */
function isReordered(regions: readonly Region[]): boolean {
  const sorted = (side: 'a' | 'b') => regions.flatMap((region) => region[side].map(idOf)).sort((x, y) => x - y);
  return sorted('a').join() === sorted('b').join();
}

/** Words of one text that the other has too, only not here: puzzles that swap who is who. */
function standElsewhere(tokens: readonly Token[], other: Prepared): boolean {
  const words = new Set(tokens.filter((token) => kindOf(token) === KIND.word).map(idOf));
  return words.size > 0 && other.words.some((token) => words.has(idOf(token)));
}

/** Renaming is of variables: letters of formulas, or such as come back, more often than not. */
function isSupported(renamed: ReadonlyMap<number, number>, a: Prepared): boolean {
  const seen = new Map<number, { count: number; inFormula: boolean }>();
  a.words.forEach((token, at) => {
    const id = idOf(token);
    if (kindOf(token) !== KIND.letter || renamed.get(id) === id) return;
    const letter = seen.get(id) ?? { count: 0, inFormula: false };
    letter.count++;
    letter.inFormula ||= isInFormula(a, at);
    seen.set(id, letter);
  });
  const hasSigns = a.words.some((token) => kindOf(token) === KIND.operator || kindOf(token) === KIND.number);
  return hasSigns && [...seen.values()].some(({ count, inFormula }) => inFormula && count > 1);
}
