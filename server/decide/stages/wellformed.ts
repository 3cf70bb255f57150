import { outcomeOf, type TextStage } from '../stage.ts';

/**
 * Drops a record whose question can not be asked: nothing but white space or punctuation.
 * Intake refuses empty questions, so this catches what a conversion left over. Margin: none.
 */
export const wellformed: TextStage<'wellformed', null> = {
  name: 'wellformed',
  shape: 'each',
  over: 'text',
  notApplied: () => null,
  prepare({ mode }) {
    return (candidate) => {
      if (mode === 'off' || /[\p{L}\p{N}\p{S}]/u.test(candidate.question)) return outcomeOf([]);
      const evidence = { text: candidate.question.slice(0, 80) };
      return outcomeOf([{ finding: { reason: 'malformed', evidence, margin: null }, effect: mode }]);
    };
  },
};
