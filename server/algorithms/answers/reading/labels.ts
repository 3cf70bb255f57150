import type { Cursor } from './cursor.ts';
import { CONNECTORS } from './letters.ts';

const wordsOf = (...lines: string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(' ')));

/** Words that take back or put in doubt what stands before them. */
const DENYING = wordsOf(
  'and or not no none never nor but either neither except if is are was when where because instead rather',
  'wrong incorrect false invalid impossible maybe perhaps possibly probably correct true',
);

/** Words that change what a number means, unless they stand in brackets behind it. */
const SCALING = wordsOf(
  'less more than fewer greater times plus minus over under above below between from to at per for am pm a p',
  'half halves third thirds quarter quarters fourths fifths sixths eighths tenths hundredths thousandths',
  'tens hundred hundreds thousand thousands million millions billion dozen dozens pair pairs couple score gross',
  'one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety zero',
  'fold squared cubed doubled tripled halved twice thrice factorial root roots power mod modulo base point',
  'before after ago loss deficit negative positive short off down up backwards left right remainder',
);

/** Words that say nothing. */
const EMPTY = wordsOf('unit units square sq cubic cu total only in all st nd rd th');

const MOST_WORDS = 5;

/** The words of what was counted, in brackets or not, up to five; null where none stand here. */
export function labelBehind(cursor: Cursor): string | null {
  const isOpen = cursor.isMark('(');
  const words: string[] = [];
  let ahead = isOpen ? 1 : 0;
  for (; words.length <= MOST_WORDS; ahead++) {
    const token = cursor.peek(ahead);
    if (isOpen && words.length > 0 && token?.kind === 'mark' && "-'".includes(token.text)) continue;
    const word = token?.text.toLowerCase() ?? '';
    if (token?.kind !== 'word' || DENYING.has(word) || CONNECTORS.has(word)) break;
    if (!isOpen && (SCALING.has(word) || (word.length === 1 && !token.roman && word < '\x80'))) break;
    words.push(word);
  }
  if (words.length === 0 || words.length > MOST_WORDS || (isOpen && !cursor.isMark(')', ahead))) return null;
  cursor.skip(ahead + (isOpen ? 1 : 0));
  const label = words.filter((word) => !EMPTY.has(word)).join(' ');
  return label === '' ? null : label;
}
