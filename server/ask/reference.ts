import { promptOf } from '../../shared/schemas/question.ts';
import { textFault } from '../../shared/vocabulary/traces.ts';
import type { Teacher } from './teacher.ts';

/**
 * The offline teacher: the source's own worked solution stands for the thinking, its final answer for the answer.
 * Costs nothing and asks nobody. A solution is not a trace of thinking (it is short and never doubts), which is
 * why its kind is `reference` and the card of a release says so.
 */
export const referenceTeacher: Teacher = {
  name: 'reference',
  kind: 'reference',
  settings: { samples: 1 },
  ask({ question, options, solution, answer }) {
    if (solution === null) return { outcome: 'no-solution' };
    if (answer === null) return { outcome: 'no-answer' };
    const fault = textFault([promptOf(question, options), solution, answer]);
    if (fault !== null) return { outcome: fault };
    return { outcome: 'usable', thinking: solution.trim(), answer: answer.trim() };
  },
};
