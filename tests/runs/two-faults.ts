import type { Workspace } from '../../server/db/workspace.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';

/** Thirty plain questions and two with faults: one that is long, one with a drawing. */
export function addTwoFaults(workspace: Workspace): void {
  addQuestions(workspace, [
    ...Array.from({ length: 30 }, (_, i) =>
      newQuestion({
        question: `Find the number of primes below ${i + 10}.`,
        externalId: `plain-${i}`,
        solution: 'word '.repeat(i + 1),
      }),
    ),
    newQuestion({ question: `What is the sum of ${'1, 2, '.repeat(240)}and 3?`, externalId: 'long' }),
    newQuestion({ question: 'Find x [asy] draw(); [/asy]', externalId: 'drawing' }),
  ]);
}
