import {
  type Cell,
  type ErrorModel,
  errorInterval,
  fitErrors,
  likeliest,
  type Said,
  trueValue,
} from './error-model.ts';
import { cellsOf, groupModels } from './group-models.ts';

/** When more people are asked about an item than it began with. */
export interface OverlapRule {
  /** The most people an item. */
  upTo: number;
  /** Share of the verdicts that is to hold, 0.5 to 1. */
  sure: number;
}

/** An item, and what was said of it. */
export interface JudgedItem {
  id: string;
  /** Items among which people err alike, such as those of one domain. */
  group: string;
  /** People that it is to have at least. */
  least: number;
  /** Others in whose hands it is: their places are not taken from them. */
  held: number;
  /** Whether it may be put before more people: nobody has settled it. */
  mayRise: boolean;
  /** For each question that is asked of it, how often each value was said; the first is the decision. */
  said: readonly Said[];
  /** For each question the value that was said first; -1 where nothing was. */
  first: readonly number[];
}

/** How many people each item is to have by what was said so far. */
export interface OverlapPlan {
  people: ReadonlyMap<string, number>;
  /** Share of the verdicts given that is expected to hold, the least of the questions asked; null without any. */
  share: number | null;
  /** The end of its interval below which it lies with a chance of 5 %. */
  low: number | null;
  /** Whether that end reaches what was asked for: nobody more is asked then. */
  isMet: boolean;
  /** Share of words on the decision that are mistaken, with its interval of 95 %; null without any. */
  error: { value: number; low: number; high: number } | null;
}

/** Of the standard normal distribution, for one end of 5 %. */
const Z = 1.645;

/**
 * Who needs another opinion. Items are asked about again, the least sure first, until the lower end of the share of
 * verdicts that is expected to hold reaches what the rule asks for: while few have judged the same items the interval
 * is wide and more are asked; where people agree it narrows and one word is enough. So the least posterior at which an
 * item is left alone follows from the target (Welinder and Perona 2010, "Online crowdsourcing: rating annotators and
 * obtaining cost-effective labels"; the stopping rule for one item is that of Wald 1945).
 * Pure; hangs neither on the order of the items nor on a draw.
 * Differs: as many items are chosen as could at best fill the gap, since the next look comes soon.
 */
export function planOverlap(items: readonly JudgedItem[], rule: OverlapRule): OverlapPlan {
  const judged = items.filter((item) => wordsOn(item) > 0);
  const looks = questionsOf(judged).map((question) => lookAt(judged, question));
  const share = least(looks.map((look) => look.share));
  const low = least(looks.map((look) => look.low));
  const isMet = low !== null && low >= rule.sure;
  const more = isMet || low === null ? new Set<string>() : leastSure(judged, looks, rule, low);
  const people = items.map((item): [string, number] => {
    const wanted = more.has(item.id) ? wordsOn(item) + 1 : 0;
    return [item.id, Math.max(item.least, wordsOn(item) + item.held, wanted)];
  });
  return { people: new Map(people), share, low, isMet, error: looks[0]?.error ?? null };
}

/** What the words on each item mean, by question: `sure` from 0 to 1, and the value that is likeliest. */
interface Look {
  sure: ReadonlyMap<string, number>;
  share: number;
  low: number;
  error: { value: number; low: number; high: number };
}

export const wordsOn = ({ said }: Pick<JudgedItem, 'said'>): number => sum(said[0] ?? []);

/** Places of the questions that somebody has answered with one of several values. */
const questionsOf = (items: readonly JudgedItem[]): number[] =>
  (items[0]?.said ?? []).flatMap((said, question) =>
    said.length > 1 && items.some((item) => sum(item.said[question] ?? []) > 0) ? [question] : [],
  );

function lookAt(all: readonly JudgedItem[], question: number): Look {
  const answersOf = (item: JudgedItem) => ({
    said: item.said[question] ?? [],
    first: item.first[question] ?? -1,
  });
  const saidOf = (item: JudgedItem): Said => answersOf(item).said;
  const items = all.filter((item) => sum(saidOf(item)) > 0);
  const models = groupModels(items, answersOf);
  const sure = new Map<string, number>();
  let [share, variance] = [0, 0];
  for (const { model, of } of models.values()) {
    const known = new Map<string, number>(); // thousands of items say one of a few things
    for (const item of of) {
      const key = saidOf(item).join();
      const one = known.get(key) ?? likeliest(model, saidOf(item)).sure;
      known.set(key, one);
      sure.set(item.id, one);
    }
    const part = of.length / items.length;
    const holds = expectedShare(model, cellsOf(of.map(answersOf)));
    share += part * holds.mean;
    variance += part ** 2 * holds.variance;
  }
  const error = errorInterval(
    fitErrors(cellsOf(items.map(answersOf)), saidOf(items[0] as JudgedItem).length),
  );
  return { sure, share, low: share - Z * Math.sqrt(variance), error };
}

/** Share of the likeliest values that are right, over all chances of error: its mean and variance. */
function expectedShare(model: ErrorModel, cells: readonly Cell[]): { mean: number; variance: number } {
  const chosen = cells.map(({ said }) => likeliest(model, said).value);
  const total = sum(cells.map(({ items }) => items));
  const shares = model.errors.map(({ error, rates }) =>
    sum(
      cells.map(
        ({ said, items }, i) => (items * (trueValue(said, rates, error)[chosen[i] ?? 0] ?? 0)) / total,
      ),
    ),
  );
  const weighted = (of: (share: number) => number) =>
    sum(model.errors.map(({ weight }, i) => weight * of(shares[i] ?? 0)));
  const mean = weighted((share) => share);
  return { mean, variance: weighted((share) => (share - mean) ** 2) };
}

/**
 * The least sure items that may have another word, as many as could at best fill what is missing. What is twice as
 * sure as was asked for is left alone, since another word on it would hardly change the share; unless the share is
 * high enough and only its interval too wide, which any word narrows.
 */
function leastSure(
  items: readonly JudgedItem[],
  looks: readonly Look[],
  rule: OverlapRule,
  low: number,
): Set<string> {
  const isWide = looks.every(({ share }) => share >= rule.sure);
  const open = items
    .filter((item) => item.mayRise && wordsOn(item) >= item.least && wordsOn(item) < rule.upTo)
    .map(({ id }) => ({ id, sure: Math.min(...looks.map((look) => look.sure.get(id) ?? 1)) }))
    .filter(({ sure }) => isWide || 1 - sure > (1 - rule.sure) / 2)
    .sort((a, b) => a.sure - b.sure || (a.id < b.id ? -1 : 1));
  const chosen = new Set<string>();
  let missing = (rule.sure - low) * items.length;
  for (const { id, sure } of open) {
    if (missing <= 0) break;
    chosen.add(id);
    missing -= 1 - sure;
  }
  return chosen;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const least = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.min(...values);
