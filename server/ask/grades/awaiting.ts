import { promptOf } from '../../../shared/schemas/question.ts';
import type { Workspace } from '../../db/workspace.ts';
import { gradingReference } from '../../decide/grades/attempt-verdict.ts';
import { anyQuestionsOf } from '../scope.ts';
import { type Graded, subjectsOf } from './subjects.ts';

/** Something that a person may judge: the words that `grades import` takes, beside what is to be compared. */
export type Awaiting = ({ attempt: number } | { trace: string }) & {
  id: string;
  question: string;
  reference: string;
  answer: string;
};

/** Whatever the answer checker can not judge, question by question; what graders say of it is left out on purpose. */
export function* awaitingVerdict(workspace: Workspace, what: Graded): Generator<Awaiting> {
  for (const id of anyQuestionsOf(workspace, null, 'pool')) {
    const question = workspace.questions.byId(id);
    if (question === undefined) continue;
    for (const { subject, answer } of subjectsOf(workspace, what, question))
      yield {
        ...(what === 'attempts' ? { attempt: Number(subject) } : { trace: subject }),
        id,
        question: promptOf(question.question, question.options),
        reference: gradingReference(question) ?? '',
        answer,
      };
  }
}
