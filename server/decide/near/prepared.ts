import { type Form, partsOf } from '../normal-form/form.ts';
import { isWording, partHash } from '../normal-form/form-key.ts';
import { idOf, KIND, kindOf, lettersOf, type Token } from '../normal-form/token.ts';

/** A normal form laid out for comparing: the wording of the stem, and the options. */
export interface Prepared {
  /** Tokens of the stem without the marks of sentences. */
  words: Uint32Array;
  /** What is compared (see `keyOf`). */
  keys: Uint32Array;
  /** For each token: the number of its sentence. */
  sentences: Uint16Array;
  /** The sentences with a question mark. */
  asked: ReadonlySet<number>;
  /** The sentences that ask: those with a question mark, else the last. */
  asking: ReadonlySet<number>;
  /** Numbers of the stem in order. */
  numbers: Uint32Array;
  options: PreparedOption[];
}

export interface PreparedOption {
  hash: number;
  words: Uint32Array;
  /** What is compared (see `keyOf`). */
  keys: Uint32Array;
}

/**
 * What is compared of a token: for a letter only that it is one (and of `ABC` how many), so that renamed ones are
 * aligned, else which token it is. No word has the numbers from 27 to 31.
 */
export function keyOf(token: Token): number {
  if (kindOf(token) !== KIND.letter) return idOf(token);
  return 32 - (lettersOf(token)?.length ?? 1);
}

export function prepare(form: Form): Prepared {
  const [stem, ...options] = partsOf(form);
  const tokens = stem === undefined ? form : form.subarray(stem.from, stem.to);
  const words = wordingOf(tokens);
  return {
    words,
    keys: keysOf(words),
    ...sentencesOf(tokens, words.length),
    numbers: numbersOf(form),
    options: options.map(({ from, to }) => {
      const option = wordingOf(form.subarray(from, to));
      return { hash: partHash(form, from, to), words: option, keys: keysOf(option) };
    }),
  };
}

/** Loops, not filter and map: tens of thousands of questions are laid out, and a call for each token shows. */
function wordingOf(tokens: Uint32Array): Uint32Array {
  const words = new Uint32Array(tokens.length);
  let count = 0;
  for (let i = 0; i < tokens.length; i++) if (isWording(tokens[i]!)) words[count++] = tokens[i]!;
  return words.subarray(0, count);
}

/** The numbers of the stem of a form, in order. */
export function numbersOf(form: Form): Uint32Array {
  const numbers: number[] = [];
  for (let i = 0; i < form.length; i++) {
    const kind = kindOf(form[i]!);
    if (kind === KIND.option) break;
    if (kind === KIND.number) numbers.push(idOf(form[i]!));
  }
  return Uint32Array.from(numbers);
}

/** Whether the numbers of one text are those of the other, in order, with some left out. */
export const numbersFit = (a: Uint32Array, b: Uint32Array): boolean =>
  a.length <= b.length ? isWithin(a, b) : isWithin(b, a);

function isWithin(few: Uint32Array, many: Uint32Array): boolean {
  let i = 0;
  for (let j = 0; i < few.length && j < many.length; j++) if (few[i] === many[j]) i++;
  return i === few.length;
}

function keysOf(words: Uint32Array): Uint32Array {
  const keys = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) keys[i] = keyOf(words[i]!);
  return keys;
}

function sentencesOf(tokens: Uint32Array, count: number): Pick<Prepared, 'sentences' | 'asked' | 'asking'> {
  const sentences = new Uint16Array(count);
  const asked = new Set<number>();
  let sentence = 0;
  let at = 0;
  for (const token of tokens) {
    if (isWording(token)) {
      sentences[at++] = sentence;
      continue;
    }
    if (kindOf(token) === KIND.askMark) asked.add(sentence);
    if (sentence < 0xffff) sentence++;
  }
  const asking = asked.size > 0 || count === 0 ? asked : new Set([sentences[count - 1]!]);
  return { sentences, asked, asking };
}
