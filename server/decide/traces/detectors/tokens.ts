/** The tokens of a text for the sake of repetition: words, numbers, single characters of Chinese, single signs. */
export interface Tokens {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The same for the same text in any case. */
  readonly ids: Int32Array;
  /** As `ids`, but all numbers are one. */
  readonly shapes: Int32Array;
  /** 1 for a word of two letters or more, or a character of Chinese. */
  readonly wordy: Uint8Array;
}

const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\\?[\p{L}\p{M}][\p{L}\p{M}'’]{0,60}|\d{1,60}|[^\s]/gu;
const WORDY =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}][\p{L}\p{M}'’]{1,60})$/u;

export function tokensOf(text: string): Tokens {
  const known = new Map<string, number>();
  const [starts, ends, ids, shapes, wordy]: number[][] = [[], [], [], [], []];
  const isWordy: number[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0].toLowerCase();
    let id = known.get(token);
    if (id === undefined) {
      id = known.size;
      known.set(token, id);
      isWordy.push(WORDY.test(token) ? 1 : 0);
    }
    starts!.push(match.index);
    ends!.push(match.index + match[0].length);
    ids!.push(id);
    shapes!.push(/^\d/.test(token) ? -1 : id);
    wordy!.push(isWordy[id] ?? 0);
  }
  return {
    starts: Int32Array.from(starts!),
    ends: Int32Array.from(ends!),
    ids: Int32Array.from(ids!),
    shapes: Int32Array.from(shapes!),
    wordy: Uint8Array.from(wordy!),
  };
}
