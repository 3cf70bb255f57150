import { type Chain, chainsOf, type Points } from './align.ts';
import { type FoldedText, KIND } from './folded-text.ts';
import { type ContainmentIndexData, isCritical } from './index-data.ts';

/** Where a piece of a protected text stands. */
export interface ContainedSpan {
  /** Number of the text among those handed in. */
  part: number;
  /** UTF-16 offsets. */
  start: number;
  end: number;
  text: string;
}

/** A protected text that stands in other texts, all of it or a good part. */
export interface Contained {
  set: string;
  id: string;
  /** Share of its bits that stand there in order, 0 to 1. */
  containment: number;
  /** The same of its numbers, signs and names of functions alone; 1 where it has none. */
  critical: number;
  /** Bits of the rare numbers that stand there: how much of a coincidence it would be. */
  hung: number;
  /** Numbers, signs and names of functions that were put in between where the rest goes on, per one of its own. */
  added: number;
  /** Bits of the whole protected text. */
  bits: number;
  /** Share of the first text that lies in the spans, by tokens. */
  covers: number;
  /** Tokens that stand there. */
  sharedWords: number;
  spans: ContainedSpan[];
}

/** Chains of an item: a text that is spread over options or told in another order has several. */
const CHAINS = 8;
/** The least chain: bits, share of the item, and tokens. Less is chance. */
const LEAST = { bits: 14, share: 0.12, tokens: 3 };

/** What passing over costs: words may be put in, what a problem hangs on may not. Unit: bits. */
const PASS = { word: 0.15, critical: 1.2 };
/** What leaving out a token of the item costs, as a share of its bits. */
const LEFT_OUT = { word: 0.2, critical: 0.5 };

const isWordly = (kind: number): boolean => kind === KIND.word || kind === KIND.character;

/** Sums of what it costs to pass over the tokens of the texts. */
export function costs({ count, kinds, parts }: FoldedText): Float64Array {
  const all = new Float64Array(count + 1);
  for (let j = 0; j < count; j++) {
    const isBorder = j > 0 && parts[j] !== parts[j - 1];
    all[j + 1] = all[j]! + (isWordly(kinds[j]!) ? PASS.word : PASS.critical) + (isBorder ? 1 : 0);
  }
  return all;
}

/** Texts as they were read. */
export interface Read {
  text: FoldedText;
  tokens: Int32Array;
  count: number;
  texts: readonly string[];
  /** What it costs to pass over the tokens before one. */
  cost: Float64Array;
}

/** Bits of a number that is rare. */
const RARE = 5;

/** Aligns an item with the texts. */
export function alignItem(index: ContainmentIndexData, item: number, read: Read, points: Points): Contained {
  const from = index.itemStarts[item]!;
  const weightOf = (i: number): number => index.weights[from + i]!;
  collect(index, item, read, points);
  const total = Math.max(index.total[item]!, 1e-6);
  const least = Math.min(Math.max(LEAST.bits, LEAST.share * total), 0.6 * total);
  const chains = chainsOf(points, pricesOf(index, item, read.cost), least, CHAINS).filter(
    (chain) => chain.points.length >= LEAST.tokens || chain.weight >= 0.6 * total,
  );
  let [weight, critical, hung, shared] = [0, 0, 0, 0];
  for (const point of chains.flatMap((chain) => chain.points)) {
    const i = points.item[point]!;
    weight += weightOf(i);
    shared++;
    if (!isCritical(index.kinds[from + i]!)) continue;
    critical += weightOf(i);
    if (index.kinds[from + i] === KIND.number && weightOf(i) >= RARE) hung += weightOf(i);
  }
  const own = index.critical[item]!;
  const swapped = swappedLetters(chains, points, read, (i) => ({
    token: index.tokens[from + i]!,
    isLetter: index.kinds[from + i] === KIND.letter,
  }));
  return {
    set: index.sets[item]!,
    id: index.ids[item]!,
    containment: weight / total,
    critical: own === 0 ? 1 : critical / own,
    hung,
    added: (addedTo(chains, points, read) + swapped) / Math.max(1, criticalCount(index, item)),
    bits: total,
    covers: coverOf(chains, points, read),
    sharedWords: shared,
    spans: spansOf(chains, points, read),
  };
}

function pricesOf({ itemStarts, weights, kinds }: ContainmentIndexData, item: number, passed: Float64Array) {
  const [from, to] = [itemStarts[item]!, itemStarts[item + 1]!];
  const own = Float64Array.from(weights.subarray(from, to));
  const leftOut = new Float64Array(own.length + 1);
  own.forEach((weight, i) => {
    const share = isWordly(kinds[from + i]!) ? LEFT_OUT.word : LEFT_OUT.critical;
    leftOut[i + 1] = leftOut[i]! + share * weight;
  });
  return { weights: own, leftOut, passed };
}

/** Every pair of a token of the item and one of the text that are the same. */
function collect(
  { itemStarts, tokens: own }: ContainmentIndexData,
  item: number,
  read: Read,
  points: Points,
): void {
  const places = new Map<number, number[]>();
  const from = itemStarts[item]!;
  for (let i = from; i < itemStarts[item + 1]!; i++) {
    const list = places.get(own[i]!);
    if (list === undefined) places.set(own[i]!, [i - from]);
    else list.push(i - from);
  }
  let count = 0;
  for (let j = 0; j < read.count; j++) {
    if (read.tokens[j]! < 0) continue;
    const list = places.get(read.tokens[j]!);
    if (list === undefined) continue;
    makeRoom(points, count + list.length);
    for (const i of list) {
      points.item[count] = i;
      points.text[count++] = j;
    }
  }
  points.count = count;
}

function makeRoom(points: Points, size: number): void {
  if (size <= points.item.length) return;
  const grown = (array: Int32Array): Int32Array => {
    const larger = new Int32Array(2 * size + 256);
    larger.set(array);
    return larger;
  };
  points.item = grown(points.item);
  points.text = grown(points.text);
}

const criticalCount = ({ itemStarts, kinds }: ContainmentIndexData, item: number): number =>
  kinds.subarray(itemStarts[item], itemStarts[item + 1]).filter(isCritical).length;

/** Numbers, signs and names of functions of the text between two tokens that follow each other in the item. */
function addedTo(chains: readonly Chain[], points: Points, { text }: Read): number {
  let added = 0;
  for (const chain of chains) {
    chain.points.forEach((point, k) => {
      const before = chain.points[k - 1];
      if (before === undefined || points.item[point]! - points.item[before]! > 2) return;
      const [from, to] = [points.text[before]! + 1, points.text[point]!];
      if (to - from > 3) return; // a remark that was put in
      for (let j = from; j < to; j++) if (isCritical(text.kinds[j]!)) added++;
    });
  }
  return added;
}

/**
 * Letters in whose place the text has another one, where the same letter stays what it is elsewhere: `z = c` where
 * `r = c` was. A letter that is renamed throughout is not counted.
 */
function swappedLetters(
  chains: readonly Chain[],
  points: Points,
  { text }: Read,
  letterAt: (i: number) => { token: number; isLetter: boolean },
): number {
  const kept = new Set(
    chains.flatMap((chain) => chain.points.map((point) => letterAt(points.item[point]!).token)),
  );
  let swapped = 0;
  for (const chain of chains) {
    chain.points.forEach((point, k) => {
      const before = chain.points[k - 1];
      if (before === undefined || points.item[point]! - points.item[before]! !== 2) return;
      const j = points.text[before]! + 1;
      if (points.text[point]! - j !== 1 || text.kinds[j] !== KIND.letter) return;
      const { token, isLetter } = letterAt(points.item[before]! + 1);
      if (isLetter && kept.has(token)) swapped++;
    });
  }
  return swapped;
}

function coverOf(chains: readonly Chain[], points: Points, { text, count }: Read): number {
  const covered = new Set<number>();
  for (const chain of chains) {
    const [first, last] = [points.text[chain.points[0]!]!, points.text[chain.points.at(-1)!]!];
    for (let j = first; j <= last; j++) if (text.parts[j] === 0) covered.add(j);
  }
  let own = 0;
  for (let j = 0; j < count && text.parts[j] === 0; j++) own++;
  return own === 0 ? 0 : covered.size / own;
}

/** Runs of the text, one or more a chain: a chain that crosses into the next text is two. */
function spansOf(chains: readonly Chain[], points: Points, { text, texts }: Read): ContainedSpan[] {
  const spans: ContainedSpan[] = [];
  for (const chain of chains) {
    let last: ContainedSpan | undefined;
    for (const point of chain.points) {
      const j = points.text[point]!;
      const part = text.parts[j]!;
      if (last === undefined || last.part !== part) {
        last = { part, start: text.starts[j]!, end: text.ends[j]!, text: '' };
        spans.push(last);
      } else last.end = Math.max(last.end, text.ends[j]!);
    }
  }
  for (const span of spans) span.text = texts[span.part]?.slice(span.start, span.end) ?? '';
  return spans.sort((a, b) => a.part - b.part || a.start - b.start);
}
