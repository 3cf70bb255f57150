import type { Base, Half, Made, Pick } from './question.ts';

/** A rewriting that leaves the question what it is; null where it can do nothing to this one. */
export type Rewriting = (made: Made, base: Base, pick: Pick, half: Half) => Made | null;

const onText =
  (change: (text: string, pick: Pick) => string): Rewriting =>
  (made, _base, pick) => {
    const question = change(made.question, pick);
    const options = made.options?.map((option) => change(option, pick)) ?? null;
    const isSame = question === made.question && JSON.stringify(options) === JSON.stringify(made.options);
    return isSame ? null : { question, options };
  };

/** Applies a change inside `$...$` only. */
const inMaths = (text: string, change: (formula: string) => string): string =>
  text.replace(/\$([^$]+)\$/g, (_, formula: string) => `$${change(formula)}$`);

/** Puts a sign behind some of the letters of the words. */
const sprinkle =
  (sign: string) =>
  (text: string, pick: Pick): string =>
    text
      .replace(/([a-z])(?=[a-z])/g, (letter) => (pick.int(0, 5) === 0 ? letter + sign : letter))
      .replace(/\\[a-z]*[\u00ad\u200b][a-z\u00ad\u200b]*/g, (command) => command.replaceAll(sign, ''));

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  A: 'А',
  B: 'В',
  E: 'Е',
  H: 'Н',
  T: 'Т',
  i: 'і',
};
const outsideCommands = (text: string, change: (rest: string) => string): string =>
  text
    .split(/(\\[A-Za-z]+(?:\{(?:cases|align)\})?)/)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join('');

const FULL_WIDTH = (text: string): string =>
  outsideCommands(text, (rest) =>
    rest.replace(/[0-9A-Za-z+=(),.?:]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  );

const UNICODE: readonly (readonly [RegExp, string])[] = [
  [/\\leq?(?![a-z])/g, '≤'],
  [/\\geq?(?![a-z])/g, '≥'],
  [/\\neq?(?![a-z])/g, '≠'],
  [/\\times/g, '×'],
  [/\\cdot/g, '·'],
  [/\\pi/g, 'π'],
  [/\\theta/g, 'θ'],
  [/\\alpha/g, 'α'],
  [/\\subseteq/g, '⊆'],
  [/\\in(?![a-z])/g, '∈'],
  [/\^\\circ/g, '°'],
  [/\^2(?![0-9])/g, '²'],
  [/\^3(?![0-9])/g, '³'],
  [/\^4(?![0-9])/g, '⁴'],
  [/\^5(?![0-9])/g, '⁵'],
  [/\\ldots/g, '…'],
  [/\\frac\{1\}\{2\}/g, '½'],
  [/\\frac\{1\}\{3\}/g, '⅓'],
  [/\\div/g, '÷'],
  [/\\int_0/g, '∫₀'],
  [/\\infty/g, '∞'],
  [/\\,/g, ' '],
];

const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** A whole number below a thousand in words. */
export function inWords(n: number): string {
  if (n < 20) return ONES[n]!;
  if (n < 100)
    return n % 10 === 0 ? TENS[Math.floor(n / 10)]! : `${TENS[Math.floor(n / 10)]}-${ONES[n % 10]}`;
  const rest = n % 100 === 0 ? '' : ` and ${inWords(n % 100)}`;
  return `${ONES[Math.floor(n / 100)]} hundred${rest}`;
}

/** Numbers in the prose, not in formulas. */
const numbersInWords = (text: string): string =>
  text
    .split(/(\$[^$]+\$)/)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replace(/(?<![\w.,])\d{1,3}(?![\d.,%\w])/g, (n) => inWords(Number(n))),
    )
    .join('');
const WORD_NUMBERS = new Map(Array.from({ length: 99 }, (_, i) => [inWords(i + 2), `${i + 2}`]));
const wordsInNumbers = (text: string): string =>
  text.replace(/\b[a-z]+(?:-[a-z]+)?\b/g, (word) => WORD_NUMBERS.get(word) ?? word);

function renamed(text: string, base: Base): string {
  const [from = '', to = ''] = base.rename?.split('>') ?? [];
  return inMaths(text, (formula) =>
    outsideCommands(formula, (rest) =>
      rest.replace(/[A-Za-z]/g, (letter) => {
        const at = from.indexOf(letter);
        return at < 0 ? letter : to.charAt(at);
      }),
    ),
  );
}

const lettered = (options: readonly string[], style: number): string =>
  options
    .map((option, i) => {
      const letter = String.fromCharCode(65 + i);
      return [
        `(${letter}) ${option}`,
        `${letter}. ${option}`,
        `${letter}) ${option}`,
        `$\\textbf{(${letter})}$ ${option}`,
      ][style % 4];
    })
    .join(style % 2 === 0 ? ' ' : '\n');

export const REWRITINGS: Readonly<Record<string, Rewriting>> = {
  'lower case': onText((text) => outsideCommands(text, (rest) => rest.toLowerCase())),
  'upper case': onText((text) => outsideCommands(text, (rest) => rest.toUpperCase())),
  'white space': onText(
    (text, pick) => ` ${text.replace(/ /g, () => pick.of([' ', '  ', '\n', '\t', '\u00a0']))}\n`,
  ),
  'zero-width signs': onText(sprinkle('\u200b')),
  'soft hyphens': onText(sprinkle('\u00ad')),
  'full width': onText(FULL_WIDTH),
  'curly quotes and dashes': onText((text) =>
    text
      .replaceAll("'", '’')
      .replace(/(\d) - (\d)/g, '$1 − $2')
      .replace(/([a-z]) - /g, '$1 — ')
      .replace(/ - /g, ' − '),
  ),
  'look-alike letters': onText((text, pick) =>
    outsideCommands(text, (rest) =>
      rest.replace(/[aeopcxABEHTi]/g, (letter) =>
        pick.int(0, 2) === 0 ? (LOOK_ALIKES[letter] ?? letter) : letter,
      ),
    ),
  ),
  'HTML entities': onText((text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll("'", '&#39;')
      .replaceAll('\\le ', '&le; ')
      .replace(/, /g, ',&nbsp;'),
  ),
  'spellings of fractions': onText((text, pick) =>
    text
      .replace(/\\frac\{(\w)\}\{(\w)\}/g, (_, a: string, b: string) =>
        pick.of([`\\dfrac{${a}}{${b}}`, `\\tfrac{${a}}{${b}}`, `\\frac ${a}${b}`, `\\frac{${a}}${b}`]),
      )
      .replace(/\\frac\{/g, '\\dfrac{'),
  ),
  'brackets that grow': onText((text) =>
    inMaths(text, (formula) => formula.replaceAll('(', '\\left(').replaceAll(')', '\\right)')),
  ),
  'spacing commands': onText((text, pick) =>
    inMaths(text, (formula) =>
      formula.replace(
        /([=+-])/g,
        (sign) =>
          `${pick.of(['\\,', '\\;', '\\!', '~', '\\ '])}${sign}${pick.of(['\\,', '\\;', '{}', '\\:'])}`,
      ),
    ),
  ),
  'text in formulas': onText((text) =>
    inMaths(text, (formula) =>
      formula
        .replace(/([A-Z]{2,4})/g, '\\mathrm{$1}')
        .replace(/(?<!frac ?\d?)(?<![\d.])(\d+)(?![\d.])/g, '{$1}'),
    ),
  ),
  'other signs for formulas': onText((text, pick) =>
    text.replace(/\$([^$]+)\$/g, (_, formula: string) =>
      pick.of([`\\(${formula}\\)`, `\\[${formula}\\]`, `$$${formula}$$`]),
    ),
  ),
  'no signs for formulas': onText((text) => text.replaceAll('$', '')),
  'Unicode mathematics': onText((text) =>
    UNICODE.reduce((changed, [pattern, sign]) => changed.replace(pattern, sign), text)
      .replace(/\\sqrt\{([^{}]+)\}/g, '√($1)')
      .replaceAll('$', ''),
  ),
  'numbers in words': onText(numbersInWords),
  'words in numbers': onText(wordsInNumbers),
  'renamed variables': (made, base) =>
    base.rename === undefined
      ? null
      : {
          question: renamed(made.question, base),
          options: made.options?.map((option) => renamed(option, base)) ?? null,
        },
  'options shuffled': (made, _base, pick) =>
    made.options === null ? null : { question: made.question, options: pick.shuffled(made.options) },
  'options inlined': (made, _base, pick) =>
    made.options === null
      ? null
      : { question: `${made.question}\n${lettered(made.options, pick.int(0, 3))}`, options: null },
  'options shuffled and inlined': (made, _base, pick) =>
    made.options === null
      ? null
      : {
          question: `${made.question} ${pick.of(['', 'Options:\n', 'Answer choices: '])}${lettered(pick.shuffled(made.options), pick.int(0, 3))}`,
          options: null,
        },
  'a sentence before': (made, _base, pick, half) => ({
    ...made,
    question: `${pick.of(half.before)} ${made.question}`,
  }),
  'a sentence behind': (made, _base, pick, half) => ({
    ...made,
    question: `${made.question} ${pick.of(half.behind)}`,
  }),
  'a sentence left out': (made, base) =>
    base.spare === undefined || !made.question.includes(base.spare)
      ? null
      : { ...made, question: made.question.replace(base.spare, '').replace('  ', ' ').trim() },
  'a slip of the pen': (made, _base, pick) => {
    const words = [...made.question.matchAll(/(?<![\\$\w])[a-z]{6,}(?![\w$])/g)];
    if (words.length < 8) return null;
    const word = pick.of(words);
    const at = word.index + pick.int(1, word[0].length - 3);
    return {
      ...made,
      question:
        made.question.slice(0, at) +
        made.question.charAt(at + 1) +
        made.question.charAt(at) +
        made.question.slice(at + 2),
    };
  },
};

/** Rewritings that would undo each other, or that need the text as it was. */
export const LATE = new Set([
  'full width',
  'zero-width signs',
  'soft hyphens',
  'look-alike letters',
  'HTML entities',
  'lower case',
  'upper case',
  'white space',
  'options inlined',
  'options shuffled and inlined',
]);
