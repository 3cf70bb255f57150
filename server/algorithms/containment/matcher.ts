import { findEntry, mayHold } from '../key-table.ts';
import type { Points } from './align.ts';
import { alignItem, type Contained, costs } from './contained.ts';
import { FoldedText } from './folded-text.ts';
import { type ContainmentIndexData, isCritical, trigramKey } from './index-data.ts';

/** What makes an item worth a look: share of its trigrams, and of the bits that it hangs on, in any order. */
const LOOK = { trigrams: 0.2, critical: 0.84 };
/**
 * Finds the protected texts that stand in some texts, each as a whole (the texts may be a question, its options
 * and its solution). Quoted, edited, re-spelled, embedded or broken up by other words makes no difference of kind;
 * containment says how much of it is there, weighed by how rare the words are.
 * @param least containment of fewer is not looked for; nor is an item of which a sixth of what it hangs on is missing
 * The function keeps buffers: one for each thread. A text that shares no rare words costs one pass.
 */
export function containmentMatcher(
  index: ContainmentIndexData,
  least: number,
): (texts: readonly string[]) => Contained[] {
  const text = new FoldedText();
  const read = tokenReader(index, text);
  const candidates = candidateFinder(index);
  const bag = bagOf(index, least);
  const points: Points = { count: 0, item: new Int32Array(0), text: new Int32Array(0) };
  return (texts) => {
    const { tokens, count } = read(texts);
    const found: Contained[] = [];
    const items = candidates(tokens, count);
    if (items.length > 0) bag.fill(tokens, count);
    let cost: Float64Array | undefined;
    for (const item of items) {
      if (!bag.holds(item)) continue;
      cost ??= costs(text);
      const match = alignItem(index, item, { text, tokens, count, texts, cost }, points);
      if (match.containment >= least) found.push(match);
    }
    return found.sort((a, b) => b.containment - a.containment); // stable: items are in the order of set and id
  };
}

/** Reads texts into numbers of tokens, -1 for those that no protected text has. */
function tokenReader({ table }: ContainmentIndexData, text: FoldedText) {
  let tokens = new Int32Array(1024);
  return (texts: readonly string[]) => {
    text.read(texts);
    if (tokens.length < text.count) tokens = new Int32Array(2 * text.count);
    for (let i = 0; i < text.count; i++) {
      const hash = text.hashes[i]! >>> 0;
      tokens[i] = mayHold(table, hash) ? findEntry(table, hash, always) : -1;
    }
    return { tokens, count: text.count };
  };
}

const always = (): boolean => true;

/** Items of which enough trigrams are there, ascending. One too short for any is asked for by its first token. */
function candidateFinder({ trigrams, postStarts, posts, telling }: ContainmentIndexData) {
  const seen = new Uint32Array(trigrams.keys.length);
  const shared = new Uint32Array(telling.length);
  let round = 0;
  return (tokens: Int32Array, count: number): number[] => {
    round++;
    const touched: number[] = [];
    for (let i = 2; i < count; i++) {
      const [a, b, c] = [tokens[i - 2]!, tokens[i - 1]!, tokens[i]!];
      if (a < 0 || b < 0 || c < 0) continue;
      const key = trigramKey(a, b, c);
      if (!mayHold(trigrams, key)) continue;
      const gram = findEntry(trigrams, key, always);
      if (gram < 0 || seen[gram] === round) continue;
      seen[gram] = round;
      for (let at = postStarts[gram]!; at < postStarts[gram + 1]!; at++) {
        const item = posts[at]!;
        if (shared[item] === 0) touched.push(item);
        shared[item] = shared[item]! + 1;
      }
    }
    const enough = touched.filter((item) => shared[item]! >= LOOK.trigrams * telling[item]!);
    for (const item of touched) shared[item] = 0;
    return enough.sort((a, b) => a - b);
  };
}

/** Whether enough of an item is there in any order: of all its tokens, and of those it hangs on. */
function bagOf(index: ContainmentIndexData, least: number) {
  const { itemStarts, tokens: own, weights, kinds, total, critical, distinct } = index;
  const there = new Uint16Array(distinct);
  const spent = new Uint16Array(distinct);
  return {
    fill(tokens: Int32Array, count: number): void {
      there.fill(0);
      for (let i = 0; i < count; i++) if (tokens[i]! >= 0) there[tokens[i]!] = there[tokens[i]!]! + 1;
    },
    holds(item: number): boolean {
      const [from, to] = [itemStarts[item]!, itemStarts[item + 1]!];
      for (let i = from; i < to; i++) spent[own[i]!] = 0;
      let [all, hung] = [0, 0];
      for (let i = from; i < to; i++) {
        const token = own[i]!;
        if (spent[token]! >= there[token]!) continue;
        spent[token] = spent[token]! + 1;
        all += weights[i]!;
        if (isCritical(kinds[i]!)) hung += weights[i]!;
      }
      return all >= least * total[item]! && hung >= LOOK.critical * critical[item]!;
    },
  };
}
