import type { Form } from './form.ts';
import { isWording, keyText, partHash } from './form-key.ts';
import { idOf, KIND, kindOf, lettersOf, numberId } from './token.ts';

/** Answers that many different questions have. */
const COMMON = new Set(Array.from({ length: 11 }, (_, i) => numberId(`${i}`)));

/**
 * A key of the answer to a question, equal for equal normal forms; null where it is missing, or one that says
 * little: yes, true, a letter of an option that is not there, a number up to ten.
 * @param make makes normal forms (see form.ts)
 */
export function answerKey(
  answer: string | null,
  options: readonly string[] | null,
  make: (question: string, options: null) => Form,
): string | null {
  if (answer === null || answer.length > 400) return null;
  const letter = /^\s*[([]?([A-Z])[)\].]?\s*$/.exec(answer)?.[1];
  const option = letter === undefined ? undefined : options?.[letter.charCodeAt(0) - 65];
  if (letter !== undefined && option === undefined) return null;
  const form = make(
    option === undefined ? answer : option.replace(/^\s{0,9}[([]?[A-Z][)\].:]\s{0,9}/, ''),
    null,
  );
  return isTelling(form) ? keyText(partHash(form, 0, form.length)) : null;
}

function isTelling(form: Form): boolean {
  const [first, second] = form.length > 4 ? form : form.filter(isWording);
  if (first === undefined) return false;
  if (second !== undefined) return true;
  const kind = kindOf(first);
  if (kind === KIND.number) return !COMMON.has(idOf(first));
  return (kind === KIND.word || kind === KIND.name) && lettersOf(first) !== 'yes';
}
