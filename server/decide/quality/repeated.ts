import type { Defect, Detect } from './detector.ts';
import type { Glance, Pieces } from './glance.ts';

/** A sentence that is long enough to stand out. Unit: characters. */
const LEAST = 50;
/** Lines of code, drawings and formulas repeat themselves. */
const CODE = /[=;{}\\|<>]|\w\(|\d[\d., ]{20}/;
/** Words of a phrase that is said twice in a row; a shorter one may be meant. */
const PHRASE = { least: 4, most: 12 };
/** A word that is said so many times in a row. */
const SAME_WORD = 5;
/** A phrase that ends so is nested, as in "the square root of the square root of". */
const NESTS = /(?:^|\s)(?:of|than|or|and|not|by|the|plus|minus|times|is|to)$/i;

/**
 * A text that says all of itself, a sentence, a phrase or a word over again: two sentences in a row, or a share
 * of the text in sentences that stood before, as filters of web text count it.
 * Source: the share of repeated lines of Gopher (arXiv:2112.11446, table A1).
 */
export const repeatedText: Detect = ({ candidate: { question }, glance }, { repeatedShare }) => {
  const found = doubled(question) ?? repeatedSentences(question, glance.sentences, repeatedShare);
  if (found?.limited !== undefined) found.limited.otherwise = repeatedPhrase(question, glance);
  return found ?? repeatedPhrase(question, glance);
};

/** The whole text twice, with nothing but white space between. */
function doubled(text: string): Defect | null {
  if (text.length < 30) return null;
  const trimmed = text.trim();
  const middle = trimmed.indexOf(trimmed.slice(0, 12), Math.floor(trimmed.length / 2) - 12);
  if (middle <= 0) return null;
  const [one, two] = [trimmed.slice(0, middle).trim(), trimmed.slice(middle).trim()];
  if (one !== two || !/\p{L}.*\s.*\p{L}|\p{Script=Han}{4}/su.test(one)) return null;
  const offset = text.indexOf(trimmed) + middle;
  return { severity: 'fatal', start: offset, end: offset + two.length };
}

function repeatedSentences(
  text: string,
  { count, hashes, starts, ends }: Pieces,
  limit: number,
): Defect | null {
  const seen = new Map<number, number>();
  let [repeated, last] = [0, -1];
  let first: Defect | null = null;
  for (let i = 0; i < count; i++) {
    const [start, end] = [starts[i]!, ends[i]!];
    if (start >= text.length) break;
    if (hashes[i] === 0) continue;
    if (end - start >= LEAST) {
      const before = seen.get(hashes[i]!);
      if (before !== undefined && !CODE.test(text.slice(start, end))) {
        repeated += end - start;
        first ??= { severity: 'defect', start, end };
        if (before === last) return { severity: 'fatal', start, end: Math.min(end, text.length) };
      }
      seen.set(hashes[i]!, i);
    }
    last = i;
  }
  const value = repeated / text.length;
  if (first === null || value < limit) return null;
  const share = Math.round(100 * value) / 100;
  return { ...first, detail: { share, limit }, limited: { by: 'repeatedShare', value } };
}

/** A phrase of at least four words twice with nothing but white space between, or one word five times. */
function repeatedPhrase(text: string, { words }: Glance): Defect | null {
  const { count, hashes } = words;
  for (let i = 1; i < count; i++) {
    if (hashes[i] === 0) continue;
    const found = hashes[i] === hashes[i - 1] ? sameWord(text, words, i) : phraseAt(text, words, i);
    if (found !== null) return found;
  }
  return null;
}

function sameWord(text: string, { count, hashes, starts, ends }: Pieces, at: number): Defect | null {
  let end = at;
  while (end < count && hashes[end] === hashes[at]) end++;
  if (end - at + 1 < SAME_WORD || ends[end - 1]! - starts[at - 1]! < 3 * SAME_WORD) return null;
  return within(text, starts[at - 1]!, ends[end - 1]!);
}

/** A phrase that ends at a word and stood just before; its last word must be the same, which is asked first. */
function phraseAt(text: string, { hashes, starts, ends }: Pieces, at: number): Defect | null {
  for (let length = PHRASE.least; length <= PHRASE.most && 2 * length <= at + 1; length++) {
    if (hashes[at] !== hashes[at - length]) continue;
    let same = 1;
    while (same < length && hashes[at - same] !== 0 && hashes[at - same] === hashes[at - same - length])
      same++;
    if (same < length) continue;
    const [start, end] = [starts[at - length + 1]!, ends[at]!];
    if (NESTS.test(text.slice(start, end))) continue;
    return within(text, start, end);
  }
  return null;
}

const within = (text: string, start: number, end: number): Defect | null =>
  start < text.length && /\p{L}{2}/u.test(text.slice(start, end)) && !/\s{2}/.test(text.slice(start, end))
    ? { severity: 'defect', start, end }
    : null;
