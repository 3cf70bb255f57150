import { type Answer, answerOf } from '../reading/read.ts';
import { type AnswerRule, verdictOf } from '../rules.ts';
import { type Choice, choiceOf } from './choices.ts';
import { letterOf, optionsIn, optionTexts } from './options.ts';
import { type Finding, saySame, saysSame, textFinding } from './text-check.ts';

/** What is known besides the two answers. It never makes two different answers the same. */
export interface AnswerContext {
  /** The options that the question offers, with or without letters of their own. */
  readonly options?: readonly string[] | null;
  /** The question, which is looked at for options, for the answer itself, and for conditions on variables. */
  readonly question?: string;
}

/** Answers of which one at least is a choice by letter; null where neither is, or the letter is not meant as one. */
export function choiceFinding(answer: Answer, wanted: Answer, context: AnswerContext): Finding | null {
  const [given, reference] = [choiceOf(answer.plain), choiceOf(wanted.plain)];
  if (given === null && reference === null) return null;
  if (given !== null && reference !== null) {
    const rule = lettersRule(given, reference, context);
    return rule === null ? null : { rule, given: given.letters, reference: reference.letters };
  }
  const options = optionsOf(context);
  if (reference !== null) return textAgainstLetter(answer, wanted, reference, options, context);
  return given === null ? null : letterAgainstText(answer, wanted, given, options, context);
}

const questionOf = ({ question }: AnswerContext): string => question ?? '';

const optionsOf = ({ options, question }: AnswerContext): string[] =>
  options != null && options.length > 0 ? optionTexts(options) : (optionsIn(question ?? '') ?? []);

/** Letters against letters; null where small letters or letters without a gap may be meant as a formula. */
function lettersRule(given: Choice, reference: Choice, context: AnswerContext): AnswerRule | null {
  if (given.isEither !== reference.isEither) return 'several-answers';
  if (given.letters === reference.letters)
    return isContrary(given, reference, context) ? 'two-readings' : 'same-choice';
  const isListed = (choice: Choice): boolean =>
    choice.isClear || choice.letters.length === 1 || (context.options ?? []).length > 0;
  return isListed(given) && isListed(reference) ? 'different-choice' : null;
}

/** Whether the text behind a letter is that of another option, or contradicts the text behind the other letter. */
function isContrary(given: Choice, reference: Choice, context: AnswerContext): boolean {
  const options = optionsOf(context);
  const told = given.text === null ? null : answerOf(given.text);
  if (told === null) return false;
  const text = optionOf(given, options) ?? reference.text;
  const wanted = text === null ? null : answerOf(text);
  if (wanted !== null && verdictOf(textFinding(told, wanted, questionOf(context)).rule) === 'wrong')
    return true;
  return (letterBehind(told, options, context) ?? given.letters) !== given.letters;
}

/** The text of the one option chosen, as far as it is known. */
function optionOf(choice: Choice, options: readonly string[]): string | null {
  return choice.letters.length === 1 ? (options[choice.letters.charCodeAt(0) - 65] ?? null) : null;
}

function textAgainstLetter(
  answer: Answer,
  wanted: Answer,
  reference: Choice,
  options: readonly string[],
  context: AnswerContext,
): Finding {
  const letter = letterBehind(answer, options, context);
  if (letter !== null)
    return {
      rule: letter === reference.letters ? 'choice-by-text' : 'different-choice',
      given: letter,
      reference: reference.letters,
    };
  const text = optionOf(reference, options) ?? reference.text;
  const right = text === null ? null : answerOf(text);
  if (right === null) return asFormula(answer, wanted, reference, context);
  const finding = textFinding(answer, right, questionOf(context));
  if (verdictOf(finding.rule) !== 'correct') return finding;
  return { ...finding, rule: options.length === 0 ? 'choice-by-text' : 'two-readings' };
}

function letterAgainstText(
  answer: Answer,
  wanted: Answer,
  given: Choice,
  options: readonly string[],
  context: AnswerContext,
): Finding {
  const chosen = optionOf(given, options);
  const letter = chosen === null ? null : letterBehind(wanted, options, context);
  if (chosen === null || letter === null) {
    const text = chosen !== null || given.text === null ? null : answerOf(given.text);
    const isOption = text !== null && given.isClear;
    return isOption
      ? textFinding(text, wanted, questionOf(context))
      : asFormula(answer, wanted, given, context);
  }
  if (given.text !== null && !saySame(given.text, chosen, questionOf(context)))
    return { rule: 'two-readings', given: answer.plain, reference: letter };
  const rule = letter === given.letters ? 'choice-by-text' : 'different-choice';
  return { rule, given: given.letters, reference: letter };
}

/** A bare letter that no option explains may be a variable: the same formula perhaps, but no wrong one. */
function asFormula(answer: Answer, wanted: Answer, choice: Choice, context: AnswerContext): Finding {
  const finding = textFinding(answer, wanted, questionOf(context));
  const verdict = verdictOf(finding.rule);
  const isUnlike = verdict === 'wrong' || (verdict === 'unverifiable' && choice.isClear);
  return isUnlike ? { rule: 'different-kind', given: answer.plain, reference: wanted.plain } : finding;
}

/** The letter of the one option that says what the answer says; null where none or several do. */
function letterBehind({ text }: Answer, options: readonly string[], context: AnswerContext): string | null {
  const told = answerOf(text);
  const found = options.flatMap((option, i) =>
    saysSame(told, option, questionOf(context)) ? [letterOf(i)] : [],
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}
