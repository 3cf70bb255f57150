import type { Candidate } from '../../../server/decide/candidate.ts';
import type { Die } from './items.ts';

/** A way to hide a benchmark question in a question of a pool: it stays the same question. */
export type Hide = (text: string, die: Die) => Partial<Candidate>;

const only =
  (change: (text: string, die: Die) => string): Hide =>
  (text, die) => ({ question: change(text, die) });

const sentencesOf = (text: string): string[] =>
  text.match(/[^.?!]+(?:[.?!](?=\s|$)|[.?!](?=\d)[^.?!]*)*[.?!]?\s*/g) ?? [text];

/** Every k-th blank outside formulas gets words that mean nothing. */
function filled(text: string, every: number, fillers: readonly string[]): string {
  let [count, inside] = [0, false];
  return [...text]
    .map((sign) => {
      if (sign === '$') inside = !inside;
      if (sign !== ' ' || inside || ++count % every !== 0) return sign;
      return ` ${fillers[((count / every) % fillers.length) | 0]} `;
    })
    .join('');
}

const swapped = (text: string, pairs: readonly (readonly [RegExp, string])[]): string =>
  pairs.reduce((changed, [from, to]) => changed.replace(from, to), text);

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bhow many\b/gi, 'what number of'],
  [/\bsuch that\b/g, 'so that'],
  [/\bFind\b/g, 'Determine'],
  [/\bGiven that\b/g, 'Suppose that'],
  [/\beach\b/g, 'every'],
  [/\bcosts\b/g, 'is sold for'],
  [/\blargest\b/g, 'greatest'],
  [/\bWhat is\b/g, 'Give'],
  [/\btogether\b/g, 'in total'],
];

/** The changes of the half that the limits were set with. */
export const HIDES: Readonly<Record<string, Hide>> = {
  quoted: only((text) => text),
  'in capitals': only((text) =>
    text.replace(/\$[^$]*\$|[a-z]/g, (part) => (part.length === 1 ? part.toUpperCase() : part)),
  ),
  'spaced out': only((text) => text.replaceAll(' ', '  \n')),
  'other words': only((text) => swapped(text, WORDS)),
  'LaTeX in other spelling': only((text) =>
    text
      .replaceAll('\\frac', '\\dfrac')
      .replace(/\$([^$]*)\$/g, '\\($1\\)')
      .replaceAll('\\le ', '\\leq ')
      .replaceAll('\\ge ', '\\geq '),
  ),
  'signs of Unicode': only((text) =>
    text
      .replaceAll('\\le ', '≤ ')
      .replaceAll('\\ge ', '≥ ')
      .replaceAll('^\\circ', '°')
      .replaceAll('\\angle', '∠')
      .replace(/\\sqrt\{(\d+)\}/g, '√$1')
      .replaceAll('$', ''),
  ),
  embedded: (text) => ({
    question: `Here is a problem that my teacher gave us last week, and I could not do it at all. ${text} Please explain each step as you would to a child of ten, and check the result at the end.`,
  }),
  'with options': (text) => ({ question: text, options: ['12', '34', '56', 'None of these'], answer: 'A' }),
  'spread over question and options': (text) => {
    const words = text.split(' ');
    const cut = Math.floor(words.length * 0.6);
    return {
      question: `${words.slice(0, cut).join(' ')} ...`,
      options: [`continue: ${words.slice(cut).join(' ')}`, 'stop here'],
    };
  },
  'in the solution': (text) => ({
    question: 'State a problem of your own and solve it.',
    solution: `The problem is this. ${text} We begin with the first condition and put it into the second one, which gives the result.`,
  }),
  'spread over question and solution': (text) => {
    const words = text.split(' ');
    const cut = Math.floor(words.length * 0.55);
    return {
      question: words.slice(0, cut).join(' '),
      solution: `As the task goes on: ${words.slice(cut).join(' ')} So we compute.`,
    };
  },
  'broken up by filler': only((text) => filled(text, 5, ['you see', 'so to say', 'well now', 'as it were'])),
  'with zero-width characters': only((text) => text.replace(/([a-z])([a-z])/g, '$1\u200b$2')),
  'look-alike letters': only((text) =>
    text.replace(/\$[^$]*\$|[oae]/g, (part) =>
      part.length === 1 ? ({ o: 'о', a: 'а', e: 'е' }[part] ?? part) : part,
    ),
  ),
  'without its last words': only((text) => text.split(' ').slice(0, -3).join(' ')),
};

/** Other changes of the same kinds, which no limit was set with. */
export const HELD_OUT_HIDES: Readonly<Record<string, Hide>> = {
  'in Markdown': only((text) => `> **Q:** ${text.replaceAll('. ', '.\n> ')}`),
  'full width digits': only((text) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ),
  'number words': only((text) =>
    swapped(text, [
      [/(?<![\d.$^{])\b2\b(?![\d.])/g, 'two'],
      [/(?<![\d.$^{])\b3\b(?![\d.])/g, 'three'],
      [/(?<![\d.$^{])\b5\b(?![\d.])/g, 'five'],
    ]),
  ),
  'display formulas': only((text) => text.replace(/\$([^$]*)\$/g, '\\[$1\\]')),
  'left and right': only((text) => text.replaceAll('(', '\\left(').replaceAll(')', '\\right)')),
  'other words': only((text) =>
    swapped(text, [
      [/\bevery\b/g, 'each'],
      [/\bIf\b/g, 'Provided that'],
      [/\bHow many\b/g, 'Tell how many'],
      [/\bmore than\b/g, 'over'],
      [/\bgives?\b/g, 'hands'],
      [/\bsmallest\b/g, 'least'],
      [/\bEvaluate\b/g, 'Compute'],
      [/\bexactly\b/g, 'just'],
    ]),
  ),
  'behind a story': (text) => ({
    question: `It was raining when the letter came. Nobody in the house had expected it. Inside there was one sheet with the following lines: "${text}" The letter was not signed.`,
  }),
  'one of two': (text) => ({ question: `First: name a prime number above 100. Second: ${text}` }),
  'made multiple choice': (text) => ({
    question: `${text} Choose the best answer.`,
    options: ['(A) 3', '(B) 17', '(C) 121', '(D) It can not be told'],
    answer: 'C',
  }),
  'sentences in another order': only((text) => {
    const parts = sentencesOf(text);
    return parts.length < 3 ? text : [...parts.slice(1, -1), parts[0], parts.at(-1)].join(' ');
  }),
  'in the solution': (text) => ({
    question: 'What did the examiner ask in the second hour?',
    solution: `He asked: ${text}`,
  }),
  'filler of another kind': only((text) =>
    filled(text, 4, ['indeed', '(sic)', 'in this case', 'hereby', 'of course']),
  ),
  'soft hyphens': only((text) => text.replace(/([a-z]{3})([a-z]{3})/g, '$1\u00ad$2')),
  'HTML breaks': only((text) => text.replaceAll('. ', '.<br>')),
  'a name changed': only((text) =>
    text.replace(/\b(?:Anneke|Bashir|Corinne|Dmitri|Esperanza|Farouk|Gunilla|Hideo)\b/g, 'Mr. Smith'),
  ),
};
