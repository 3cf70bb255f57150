import { isBlank, isLetter } from './reading.ts';

/** A question whose options stand in its text, taken apart. */
export interface Parts {
  stem: string;
  options: string[];
}

/** Letters that options carry; of more than so many the rest belongs to the last. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRST';

/** So many labels A are tried: each look for its B is a look at the rest of the text. */
const TRIES = 20;

/** Words that only announce the options. */
const HEADING =
  /(?:answer\s{1,3}choices|answer\s{1,3}options|options|choices|choose\s{1,3}from|select\s{1,3}from|pick\s{1,3}from)\s{0,3}(?:are\s{0,3})?[:：]\s{0,3}$/i;

/**
 * Takes the options out of a text that brings them along: `(A) 3 (B) 4`, `A. 3`, `A) 3`, `[A]`, `\textbf{(A)}`,
 * at least A and B in order; or a heading such as `Options:` with a list behind it. Null where there are none.
 */
export function inlinedOptions(text: string): Parts | null {
  return lettered(text) ?? listed(text);
}

interface Label {
  /** Where the label begins, and where what it labels does. */
  start: number;
  end: number;
}

function lettered(text: string): Parts | null {
  if (!/[Bb][).:\]]/.test(text)) return null;
  let first = labelAt(text, 0, 'A');
  for (let tries = 0; first !== null && tries < TRIES; first = labelAt(text, first.end, 'A'), tries++) {
    const labels = [first];
    for (let i = 1; i < LETTERS.length; i++) {
      const next = labelAt(text, labels.at(-1)!.end, LETTERS.charAt(i));
      if (next === null) break;
      labels.push(next);
    }
    if (labels.length < 2) return null; // no B behind this A, so none behind a later one
    if (labels.length > 2 || text.length - first.start < 400) return partsOf(text, labels);
  }
  return null;
}

const partsOf = (text: string, labels: readonly Label[]): Parts => ({
  stem: text.slice(0, labels[0]!.start).replace(HEADING, ''),
  options: labels.map(({ end }, i) => text.slice(end, labels[i + 1]?.start ?? text.length)),
});

/** The first label with this letter at or behind `from`, in either case. */
function labelAt(text: string, from: number, letter: string): Label | null {
  const lower = letter.toLowerCase();
  for (let i = from; i < text.length; i++) {
    const unit = text.charAt(i);
    if (unit !== letter && unit !== lower) continue;
    const label = labelAround(text, i);
    if (label !== null) return label;
  }
  return null;
}

/** `(A)`, `[A]` anywhere; `A)`, `A.`, `A:` where a blank or a line begins before it and one follows. */
function labelAround(text: string, at: number): Label | null {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  if ((before === '(' && after === ')') || (before === '[' && after === ']')) {
    const isMacro = text
      .slice(Math.max(0, at - 12), at - 1)
      .search(/\\(?:textbf|mathbf|text|mathrm|bf)\s?\{\s?$/);
    if (isMacro < 0) return { start: at - 1, end: at + 2 };
    return { start: Math.max(0, at - 12) + isMacro, end: text.charAt(at + 2) === '}' ? at + 3 : at + 2 };
  }
  if (after !== ')' && after !== '.' && after !== ':') return null;
  const startsHere = at === 0 || isBlank(before.charCodeAt(0));
  const next = text.charCodeAt(at + 2);
  const endsHere = isBlank(next) || (after === ')' && !isLetter(next)) || Number.isNaN(next) || next === 0x24;
  return startsHere && endsHere ? { start: at, end: at + 2 } : null;
}

/** A list behind a heading, by lines, semicolons or commas. */
function listed(text: string): Parts | null {
  const heading = lastHeading(text);
  if (heading === null) return null;
  const list = text.slice(heading.end).trim();
  const separator = ['\n', ';', '|', ','].find((one) => list.includes(one));
  if (separator === undefined || list.length > 2000) return null;
  const options = list
    .split(separator)
    .map((option) => option.replace(/^\s*[-*•]\s*/, '').trim())
    .filter((option) => option !== '');
  return options.length < 2 ? null : { stem: text.slice(0, heading.start), options };
}

/** The last heading of a list of options. */
function lastHeading(text: string): Label | null {
  for (let at = text.lastIndexOf(':'); at > 0; at = text.lastIndexOf(':', at - 1)) {
    const from = Math.max(0, at - 24);
    const start = text.slice(from, at + 1).search(HEADING);
    if (start >= 0 && !isLetter(text.charCodeAt(from + start - 1)))
      return { start: from + start, end: at + 1 };
  }
  return null;
}
