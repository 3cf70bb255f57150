import { fold } from './fold.ts';
import { inlinedOptions } from './inlined-options.ts';
import { newReading } from './reading.ts';
import { KIND, kindOf, tokenOf } from './token.ts';
import { tokenize } from './tokenize.ts';

/**
 * The normal form of a question: the tokens of its stem, then for each option a mark and its tokens. Two
 * questions with the same form are one question, whatever people and converters made of its spelling; the order
 * of the options has no say (see `form-key.ts`).
 */
export type Form = Uint32Array;

const OPTION = tokenOf(0, KIND.option);

/**
 * Makes normal forms, one after the other, in one buffer: what comes back is to be copied before the next.
 * Source of what is looked through: Unicode NFKC (UAX 15), a selection of the confusables of UTS 39, HTML 5's
 * common entities, LaTeX as people write it.
 */
export function formMaker(): (question: string, options: readonly string[] | null) => Form {
  const reading = newReading();
  const { list } = reading;
  return (question, options) => {
    list.count = 0;
    reading.isPlain = !/[\\$]/.test(question);
    const text = fold(question);
    const own = options === null || options.length === 0 ? null : options.map((option) => fold(option));
    const inlined = inlinedOptions(text);
    const parts = own === null && inlined !== null ? inlined : { stem: text, options: own ?? [] };
    if (own !== null && inlined !== null && inlined.options.length === own.length) parts.stem = inlined.stem; // told twice
    tokenize(parts.stem, reading);
    for (const option of parts.options) {
      list.push(0, KIND.option);
      list.tokens[list.count - 1] = OPTION;
      tokenize(withoutLabel(option), reading);
    }
    return list.tokens.subarray(0, list.count);
  };
}

/** An option without the letter that it may bring along: `(A) 3`, `B. 4`, `C: 5`. */
const withoutLabel = (option: string): string =>
  option.replace(/^\s{0,9}(?:[([][A-Za-z][)\]]|[A-Z][.):：、．])\s{0,9}(?=\S)/, '');

/** Where the parts of a form begin and end: [stem, option, option, ...], marks left out. */
export function partsOf(form: Form): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let from = 0;
  for (let i = 0; i <= form.length; i++) {
    if (i < form.length && kindOf(form[i]!) !== KIND.option) continue;
    parts.push({ from, to: i });
    from = i + 1;
  }
  return parts;
}
