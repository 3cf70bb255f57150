import { type AnswerContext, choiceFinding } from './comparing/choice-check.ts';
import { asksPercent, textFinding } from './comparing/text-check.ts';
import { answerOf } from './reading/read.ts';
import { type AnswerCheck, type AnswerRule, verdictOf } from './rules.ts';

/**
 * Holds an answer against the reference. It is `correct` where both say the same by a rule of `ANSWER_RULES`, and
 * `wrong` only where both were understood as the same kind of thing and differ; all else is `unverifiable`. Typesetting
 * never matters. What can be read in several ways is read in each of them, and decided where they agree.
 *
 * Decided are numbers (fractions exactly, roots and functions by balls of 2^-192, a rounding by the rule
 * `within-rounding` alone), formulas of the same variables (by their values at ten points that hang on the two texts),
 * quantities with units that can be turned into each other exactly, lists, sets, intervals, matrices, ratios, times,
 * dates, words of closed lists, and choices by letter or by the text of the option. Not decided are words that may mean
 * the same, formulas whose variables differ or may be tied to each other, equations that are no multiples of each other,
 * roundings that no rule covers, and whatever could not be read.
 *
 * Works on any text, throws on none, and is bounded in length, depth, digits and steps.
 * Differs: s1 asks a model to grade; the graders of Qwen2.5-Math, PRM800K and TheoremQA take numbers within a fixed
 * relative distance for equal and what they can not read for wrong.
 */
export function checkAnswer(
  given: string | null,
  reference: string | null,
  context: AnswerContext = {},
): AnswerCheck {
  if (reference === null || !SOMETHING.test(reference)) return checked('no-reference', given, reference);
  if (given === null || !SOMETHING.test(given)) return checked('no-answer', given, reference);
  if (given === reference) return checked('same-text', given, reference);
  const whole = wholeNumbersRule(given, reference, context.question ?? '');
  if (whole !== null) return checked(whole, given, reference);
  const [answer, wanted] = [answerOf(given), answerOf(reference)];
  if (answer === null || wanted === null) {
    const isSame = given.trim() === reference.trim();
    return checked(isSame ? 'same-text' : 'too-long', given, reference);
  }
  if (wanted.plain === '') return checked('no-reference', given, reference);
  if (answer.plain === '') return checked('no-answer', given, reference);
  const finding = answer.key === wanted.key ? null : choiceFinding(answer, wanted, context);
  const { rule, ...forms } = finding ?? textFinding(answer, wanted, context.question ?? '');
  return checked(rule, forms.given, forms.reference);
}

const WHOLE = /^-?[0-9]{1,15}$/;

/** The short way for what most answers are; null where one is no whole number, or per cent may be meant. */
function wholeNumbersRule(given: string, reference: string, question: string): AnswerRule | null {
  if (!WHOLE.test(given) || !WHOLE.test(reference)) return null;
  if (Number(given) === Number(reference)) return 'same-number';
  return asksPercent(question) ? null : 'different-number';
}

/** Anything but white space, dollars and full stops. */
const SOMETHING = /[^\s$.]/;
const LONGEST_EVIDENCE = 300;

const checked = (rule: AnswerRule, given: string | null, reference: string | null): AnswerCheck => ({
  verdict: verdictOf(rule),
  rule,
  given: given === null ? null : evidence(given),
  reference: reference === null ? null : evidence(reference),
});

const evidence = (text: string): string =>
  text.length > LONGEST_EVIDENCE ? `${text.slice(0, LONGEST_EVIDENCE - 1)}…` : text.trim();
