import type { TokenCounter } from './token-counter.ts';

/** Counts the tokens of a text that comes in pieces. */
export interface StreamCounter {
  /** Takes the next piece; a piece may end anywhere, even inside a surrogate pair. */
  push(piece: string): void;
  /** Tokens of everything that was pushed; exactly those of the whole text at once. */
  end(): number;
}

/** UTF-16 units that are gathered before a cut is looked for. */
const ENOUGH = 1 << 16;

/**
 * Counts as the text comes, keeping little of it. A piece of text may be counted alone only where the tokenizer
 * starts a new pre-token whatever stands on both sides, where no added token can lie across, and where
 * normalisation joins nothing: before a sign of `SIGNS` behind a letter, and before a digit behind a printing
 * ASCII character (how white space is parted hangs on what follows). A text without such a place is kept until
 * there is one; the count is exact all the same.
 */
export function streamCounter(counter: TokenCounter): StreamCounter {
  let kept = '';
  let next = ENOUGH;
  let count = 0;
  return {
    push(piece) {
      kept += piece;
      if (kept.length < next) return;
      const cut = lastCut(kept);
      if (cut > 0) {
        count += counter.count(kept.slice(0, cut));
        kept = kept.slice(cut);
      }
      next = 2 * kept.length + ENOUGH; // so that a text without a cut is looked through a few times only
    },
    end() {
      count += counter.count(kept);
      kept = '';
      next = ENOUGH;
      return count;
    },
  };
}

/** Starters that no mark composes with backwards, of which no added token of the tokenizer holds one. */
const SIGNS = new Set(' ,.;:()$=+*"[]{}\\!?，。；：（）、！？');
const LETTER = /\p{L}/u;
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

/** The last place but the end where the text may be parted, or 0. */
function lastCut(text: string): number {
  for (let at = text.length - 2; at > 0; at--) {
    const before = text.charCodeAt(at - 1);
    if (
      isDigit(text.charCodeAt(at))
        ? before > 0x20 && before < 0x7f
        : SIGNS.has(text.charAt(at)) && isLetter(before)
    )
      return at;
  }
  return 0;
}

/** Letters of the first plane; half of a pair says too little. */
const isLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x80 && LETTER.test(String.fromCharCode(unit)));
