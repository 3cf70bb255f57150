import { wordSpans } from './words.ts';

/** The items of an index, numbered in the order of set, then id, and the n-grams that they hold. */
export interface IndexedItems {
  /** Words of an n-gram. */
  window: number;
  /** Set and id of each item. */
  sets: string[];
  ids: string[];
  /** Distinct n-grams of each item. */
  itemNgrams: Uint32Array;
  /** Items that hold n-gram g: owners[ownerStarts[g], ownerStarts[g + 1]), ascending. */
  ownerStarts: Uint32Array;
  owners: Uint32Array;
}

/** An indexed item that shares at least one n-gram with a text. */
export interface Match {
  set: string;
  id: string;
  /** Distinct n-grams that text and item have in common. */
  sharedNgrams: number;
  /** Words of the text that lie in a shared n-gram. */
  sharedWords: number;
  /** sharedNgrams / distinct n-grams of the item, in (0, 1]. */
  containment: number;
  /** Where they stand in the text as it was handed in: UTF-16 offsets, overlapping n-grams merged. */
  spans: { start: number; end: number; text: string }[];
}

/** Runs are of words of the text, ascending; they never overlap. */
type Shared = { ngrams: Set<number>; runs: { start: number; end: number }[] };

/**
 * One match for each item that is hit, by containment, largest first, then by set and id.
 * @param hits pairs: number of an n-gram, its first word in the text; first words ascend within texts and
 * within fingerprints
 */
export function matchesOf(index: IndexedItems, text: string, hits: readonly number[]): Match[] {
  const words = wordSpans(text);
  const byItem = [...sharedByItem(index, hits)].sort(([a], [b]) => a - b);
  const matches = byItem.map(([item, { ngrams, runs }]): Match => {
    return {
      set: index.sets[item]!,
      id: index.ids[item]!,
      sharedNgrams: ngrams.size,
      sharedWords: runs.reduce((sum, run) => sum + run.end - run.start, 0),
      containment: ngrams.size / index.itemNgrams[item]!,
      spans: runs.map((run) => {
        const start = words[run.start]!.start;
        const end = words[run.end - 1]!.end;
        return { start, end, text: text.slice(start, end) };
      }),
    };
  });
  return matches.sort((a, b) => b.containment - a.containment); // stable: items are in the order of set and id
}

function sharedByItem(index: IndexedItems, hits: readonly number[]): Map<number, Shared> {
  const { ownerStarts, owners } = index;
  const shared = new Map<number, Shared>();
  for (let i = 0; i < hits.length; i += 2) {
    const gram = hits[i]!;
    for (let owner = ownerStarts[gram]!; owner < ownerStarts[gram + 1]!; owner++) {
      const item = owners[owner]!;
      let found = shared.get(item);
      if (found === undefined) {
        found = { ngrams: new Set(), runs: [] };
        shared.set(item, found);
      }
      found.ngrams.add(gram);
      addRun(found.runs, hits[i + 1]!, index.window);
    }
  }
  return shared;
}

/** Grows the last run where the n-gram overlaps it; one that only touches stays apart: what crosses is not shared. */
function addRun(runs: Shared['runs'], start: number, window: number): void {
  const last = runs.at(-1);
  if (last !== undefined && start < last.end) last.end = start + window;
  else runs.push({ start, end: start + window });
}
