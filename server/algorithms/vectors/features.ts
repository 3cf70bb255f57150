/** Buckets of hashed words. Two words fall into one with a chance of 2^-20. */
export const BUCKETS = 2 ** 20;

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The words of a text in their order, each as the number of its bucket: runs of letters and digits in any script, in
 * lower case; of Chinese and Japanese each character; of the rest each sign. Hash: FNV-1a of 32 bits over UTF-16 code
 * units, mixed and cut to 20 bits.
 * Source: feature hashing, Weinberger et al. 2009 (arXiv:0902.2206), without signs, since texts hold few words.
 */
export function hashedWords(text: string): Uint32Array {
  const lower = text.toLowerCase();
  const words = new Uint32Array(lower.length);
  let count = 0;
  let word = FNV_START;
  let isOpen = false;
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    if (isWordPart(code)) {
      word = Math.imul(word ^ code, FNV_PRIME);
      isOpen = true;
      continue;
    }
    if (isOpen) words[count++] = bucketOf(word);
    word = FNV_START;
    isOpen = false;
    if (!isSpace(code)) words[count++] = bucketOf(Math.imul(FNV_START ^ code, FNV_PRIME));
  }
  if (isOpen) words[count++] = bucketOf(word);
  return words.slice(0, count);
}

const isSpace = (code: number): boolean => code <= 32 || code === 0xa0 || code === 0x3000;

/** Letters and digits: of ASCII exactly, beyond it whatever is neither punctuation nor written without blanks. */
function isWordPart(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  if (code < 0x2000) return code !== 0xd7 && code !== 0xf7;
  return code >= 0xac00 && code <= 0xd7a3; // Hangul; what else stands up here are signs, kana and ideographs
}

/** The finalizer of MurmurHash3, whose upper bits hang on all of the lower ones. */
function bucketOf(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 12;
}
