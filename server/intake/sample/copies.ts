import type { Draw } from './draw.ts';

const OPENINGS = [
  'Here is a question from an old exercise sheet.',
  'Read the following carefully.',
  'Try to solve this one without a calculator.',
  'A classic exercise:',
  'The following question was set in a test.',
  'Consider the next problem.',
];
const TAILS = [
  'Give your answer in the simplest form.',
  'Show all your work.',
  'Explain each step of your solution.',
  'Write down only the final result.',
  'Justify your answer.',
  'Check your result at the end.',
];
/** Words that may take each other's place at the beginning of a sentence or within one. */
const REWORDINGS: readonly (readonly [string, string])[] = [
  ['Find ', 'Determine '],
  ['Determine ', 'Find '],
  ['Compute ', 'Calculate '],
  ['Evaluate ', 'Compute '],
  ['Count ', 'Find '],
  ['What is ', 'What exactly is '],
  ['How many ', 'Exactly how many '],
  ['Solve ', 'Please solve '],
  ['Which ', 'Exactly which '],
  ['Prove ', 'Show '],
  [' contains ', ' holds '],
  [' has ', ' possesses '],
  [' is given by ', ' is defined by '],
  [' positive integers', ' positive whole numbers'],
  [' probability ', ' chance '],
];

export type NearCopy = 'near-appended' | 'near-opened' | 'near-reworded';

/** The question with nearly the same text; numbers stay, so that answer and solution stay right. */
export function nearCopy(d: Draw, question: string, kind: NearCopy): string {
  if (kind === 'near-appended') return `${question} ${d.pick(TAILS)}`;
  if (kind === 'near-opened') return `${d.pick(OPENINGS)} ${question}`;
  const fitting = REWORDINGS.filter(([from]) => question.includes(from));
  if (fitting.length === 0) return `Please answer this: ${question}`;
  return d
    .some(fitting, Math.min(2, fitting.length))
    .reduce((text, [from, to]) => text.replace(from, to), question);
}

/** The same text but for capital letters; mathematics between dollars is left alone, as its case matters. */
export function caseCopy(d: Draw, question: string): string {
  const shout = d.chance(0.25);
  const changed = question
    .split('$')
    .map((part, i) => (i % 2 === 1 ? part : shout ? part.toUpperCase() : part.toLowerCase()))
    .join('$');
  return changed === question ? `${question.charAt(0).toLowerCase()}${question.slice(1)}` : changed;
}

/** The same text but for white space: doubled blanks, line breaks, blanks at the end. */
export function spacingCopy(d: Draw, question: string): string {
  const style = d.int(0, 2);
  if (style === 0) return question.replaceAll('. ', '.  ').concat(' ');
  if (style === 1) return question.replace(/ /g, (blank) => (d.chance(0.2) ? '\n' : blank)).concat('\n');
  return ` ${question.replace(/ /g, (blank) => (d.chance(0.3) ? '  ' : blank))}`;
}
