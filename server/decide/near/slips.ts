import { KIND, kindOf, lengthOf, lettersIn, lettersOf, type Token } from '../normal-form/token.ts';

/** Shorter words are told apart by every letter. */
const SHORTEST = 4;

/**
 * Whether one word may be the other with a slip of the pen: nearly the same letters, and one of the two is no
 * word that is known and hardly any other text of the pool has it.
 */
export function isSlip(a: Token, b: Token, isRare: (token: Token) => boolean): boolean {
  if (!(isUnknown(a) && isRare(a)) && !(isUnknown(b) && isRare(b))) return false;
  if (!isPlainWord(a) || !isPlainWord(b)) return false;
  const [left, right] = [lettersOf(a), lettersOf(b)];
  if (left !== null && right !== null)
    return Math.max(left.length, right.length) >= SHORTEST && isOneEditApart(left, right);
  const longer = left === null && right === null ? (lengthOf(a) - lengthOf(b)) & 7 : 1;
  return (longer <= 1 || longer === 7) && bitCount(lettersIn(a) ^ lettersIn(b)) <= 2;
}

const isUnknown = (token: Token): boolean => kindOf(token) === KIND.word || kindOf(token) === KIND.name;

const isPlainWord = (token: Token): boolean => {
  const kind = kindOf(token);
  return kind <= KIND.name || kind === KIND.turning || kind === KIND.school;
};

/** One letter changed, put in, left out, or two neighbours swapped. Source: Damerau 1964. */
function isOneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return restA.length + restB.length <= 2 || (restA.length === 2 && restA === [...restB].reverse().join(''));
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
