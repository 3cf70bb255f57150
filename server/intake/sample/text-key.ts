import { isWhiteSpace } from '../../algorithms/words.ts';

/** What texts are compared by: the same for texts that differ in case and white space only. */
export interface TextKey {
  /**
   * 53 bits of the text. Two of 59,029 different texts agree with a chance of 2e-7, which costs one of them a
   * redraw.
   */
  key: number;
  /** 32 bits of every run of three words, each once; a text of fewer words is one run. */
  runs: ReadonlySet<number>;
}

/** One pass over the text in lower case; words are hashed by FNV-1a, a UTF-16 unit at a time. */
export function textKey(text: string): TextKey {
  const hashes = wordHashes(text.toLowerCase());
  const runs = new Set<number>();
  let [a, b] = [0x811c9dc5, 0x01234567];
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i]!;
    a = Math.imul(a ^ hash, 0x01000193);
    b = Math.imul(b ^ hash, 0x2c1b3c6d) + 0x9e3779b9;
    a ^= a >>> 15;
    b ^= b >>> 13;
    if (i >= 2) runs.add(runOf(hashes[i - 2]!, hashes[i - 1]!, hash));
  }
  if (runs.size === 0) runs.add(a);
  return { key: (a >>> 0) * 2_097_152 + (b >>> 11), runs };
}

const runOf = (x: number, y: number, z: number): number =>
  x ^ Math.imul(y, 0x2c1b3c6d) ^ Math.imul(z, 0x297a2d39);

function wordHashes(lower: string): number[] {
  const hashes: number[] = [];
  let hash = 0;
  let within = false;
  for (let i = 0; i < lower.length; i++) {
    const unit = lower.charCodeAt(i);
    if (!isWhiteSpace(unit)) {
      hash = Math.imul((within ? hash : 0x811c9dc5) ^ unit, 0x01000193);
      within = true;
    } else if (within) {
      hashes.push(hash);
      within = false;
    }
  }
  if (within) hashes.push(hash);
  return hashes;
}
