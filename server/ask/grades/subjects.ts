import type { StoredQuestion } from '../../db/questions.ts';
import type { Workspace } from '../../db/workspace.ts';
import { attemptVerdict, gradingReference } from '../../decide/grades/attempt-verdict.ts';

/** What is graded: attempts of solvers, or traces of teachers. */
export const GRADED = ['attempts', 'traces'] as const;
export type Graded = (typeof GRADED)[number];

/** Something said about a question that the answer checker can not judge. */
export interface GradeSubject {
  /** Number of the attempt, or id of the trace. */
  subject: string;
  answer: string;
}

/** What of a question is to be graded: there is a reference, something was said, and the checker could not tell. */
export function subjectsOf(workspace: Workspace, what: Graded, question: StoredQuestion): GradeSubject[] {
  if (gradingReference(question) === null) return [];
  const found = what === 'attempts' ? attemptsOf(workspace, question) : tracesOf(workspace, question);
  return found.filter(({ answer }) => answer.trim() !== '');
}

const attemptsOf = (workspace: Workspace, question: StoredQuestion): GradeSubject[] =>
  workspace.attempts
    .numbered(question.questionId)
    .filter((attempt) => attemptVerdict(attempt, question) === 'unverifiable')
    .map(({ n, text, answer }) => ({ subject: String(n), answer: text ?? answer ?? '' }));

/** The verdict of a trace was told when it came; the source's own solution is no trace to be graded. */
function tracesOf(workspace: Workspace, { questionId }: StoredQuestion): GradeSubject[] {
  const collections = workspace.collections.all().map(({ id }) => id);
  return workspace.traces
    .of(questionId, collections)
    .filter(({ verdict, kind }) => verdict === 'unverifiable' && kind !== 'reference')
    .map(({ id, answer }) => ({ subject: id, answer: answer ?? '' }));
}

/** The text of one of them. */
export function answerOf(workspace: Workspace, what: Graded, subject: string): string {
  if (what === 'traces') return workspace.traces.byId(subject)?.answer ?? '';
  const attempt = workspace.attempts.byNumber(Number(subject));
  return attempt?.text ?? attempt?.answer ?? '';
}
