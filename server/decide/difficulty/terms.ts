import { SIZES, TextTerms } from '../../algorithms/learning/text-terms.ts';

/** The texts of a question that a model may read. */
export const BLOCKS = 2;

/** Words before the entries: how many entries each block has, and its plain counts. */
export const HEAD = BLOCKS + BLOCKS * SIZES.length;

/**
 * Reads the texts of questions into one array of words each: entries of the question, entries of the solution (0 where
 * there is none), the plain counts of either (SIZES), then an entry a term: its bucket in the lower 16 bits, how often
 * it stands there in the next 8. So texts are read once, where they are at hand, and learned from later.
 * @returns a function of the question with its options, and of the solution or null
 */
export function termReader(): (prompt: string, solution: string | null) => Uint32Array {
  const question = new TextTerms();
  const worked = new TextTerms();
  return (prompt, solution) => {
    question.read(prompt, true);
    worked.read(solution ?? '');
    const packed = new Uint32Array(HEAD + question.count + worked.count);
    packed[0] = question.count;
    packed[1] = worked.count;
    packed.set(question.sizes, BLOCKS);
    packed.set(worked.sizes, BLOCKS + SIZES.length);
    writeEntries(question, packed, HEAD);
    writeEntries(worked, packed, HEAD + question.count);
    return packed;
  };
}

function writeEntries({ buckets, times, count }: TextTerms, packed: Uint32Array, at: number): void {
  for (let i = 0; i < count; i++) packed[at + i] = buckets[i]! | (times[i]! << 16);
}

/** True where the terms of a solution are there. */
export const hasWorked = (terms: Uint32Array): boolean => terms[1]! > 0;

/** A number that equal questions share, whatever their solutions. */
export function questionKey(terms: Uint32Array): number {
  let key = 0;
  for (let i = 0; i < terms[0]!; i++) key = (key + Math.imul(terms[HEAD + i]!, 0x9e3779b1)) | 0;
  return (key ^ (key >>> 15)) >>> 0;
}
