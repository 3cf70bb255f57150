import { sharedRoom } from './shared-room.ts';

/** Words of many texts in one piece: those of text i are words[ends[i - 1], ends[i]). */
export interface PackedWords {
  words: Uint32Array;
  ends: Uint32Array;
}

/** Words as the looks gave them, page by page, and which questions stand on each page. */
export interface WordPages {
  pages: readonly PackedWords[];
  /** Places of the questions, in the order of ids. */
  places: readonly Uint32Array[];
}

/** In shared memory, since each array that crosses a thread costs; null where there is none. */
export function packed(all: readonly Uint32Array[]): PackedWords | null {
  if (all.length === 0) return null;
  const ends = new Uint32Array(all.length);
  let size = 0;
  for (const [i, one] of all.entries()) {
    size += one.length;
    ends[i] = size;
  }
  const words = new Uint32Array(sharedRoom(4 * size));
  all.forEach((one, i) => {
    words.set(one, ends[i]! - one.length);
  });
  return { words, ends };
}

/** The words of each question, in the order of ids. */
export function wordsByPlace({ pages, places }: WordPages): Uint32Array[] {
  const all = new Array<Uint32Array>(places.reduce((count, page) => count + page.length, 0));
  for (const [page, { words, ends }] of pages.entries()) {
    for (const [i, place] of places[page]!.entries())
      all[place] = words.subarray(i === 0 ? 0 : ends[i - 1], ends[i]);
  }
  return all;
}
