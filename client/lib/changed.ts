/** Where two texts differ: what they begin and end with alike, and what stands between in each. */
export interface Changed {
  head: string;
  before: string;
  after: string;
  tail: string;
}

/** One stretch of words that was changed: whole words, so that a digit is not shown torn from its number. */
export function changedPart(before: string, after: string): Changed {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  while (from > 0 && isWord(before[from - 1]) && (isWord(before[from]) || isWord(after[from]))) from--;
  let same = 0;
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  while (
    same > 0 &&
    isWord(before.at(-same)) &&
    (isWord(before.at(-1 - same)) || isWord(after.at(-1 - same)))
  )
    same--;
  return {
    head: before.slice(0, from),
    before: before.slice(from, before.length - same),
    after: after.slice(from, after.length - same),
    tail: before.slice(before.length - same),
  };
}

const isWord = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
