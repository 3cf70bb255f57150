import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { GraderRow } from '../../../shared/schemas/graders.ts';
import { givenGrades, gradesStamp } from '../../db/given-grades.ts';
import { graderRule } from '../../db/grader-rule.ts';
import { gradedTrace } from '../../db/grades.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type BothJudged, type Weighed, weighGrades } from '../../decide/grades/graders.ts';
import { bind } from '../bind.ts';
import { pageOfArray } from '../cursor.ts';
import type { Service } from '../service.ts';

/** Units of a question's text that a row shows. */
const SHOWN = 200;

/** Model graders beside people: how far they agree, and what on. */
export function graderRoutes({ workspace }: Pick<Service, 'workspace'>): Router {
  const router = Router();
  let known: { stamp: string; weighed: Weighed } | undefined;
  const weighed = (): Weighed => {
    const rule = graderRule(workspace);
    const stamp = JSON.stringify([gradesStamp(workspace), rule]);
    if (known?.stamp !== stamp) known = { stamp, weighed: weighGrades(givenGrades(workspace), rule) };
    return known.weighed;
  };
  bind(router, ROUTES.graders, () => {
    const { setBy: _by, ...rule } = graderRule(workspace);
    const { graders, bothOf } = weighed();
    return {
      rule,
      graders: graders.map((one) => ({
        ...one,
        agree: bothOf(one.grader, one.prompt).filter(isSame).length,
      })),
    };
  });
  bind(router, ROUTES.graderRows, ({ query }) => {
    const { graders, bothOf } = weighed();
    const both = graders
      .filter(({ grader }) => query.grader === undefined || grader === query.grader)
      .filter(({ prompt }) => query.prompt === undefined || prompt === query.prompt)
      .flatMap(({ grader, prompt }) => bothOf(grader, prompt).map((one) => ({ ...one, grader, prompt })))
      .filter((one) => query.differ !== true || !isSame(one))
      .sort((a, b) => Number(isSame(a)) - Number(isSame(b)));
    const page = pageOfArray(both, query);
    return { ...page, items: page.items.flatMap((one) => rowOf(workspace, one)) };
  });
  return router;
}

const isSame = ({ verdict, people }: BothJudged): boolean => verdict === people;

function rowOf(
  workspace: Workspace,
  { subject, grader, prompt, verdict, people }: BothJudged & Pick<GraderRow, 'grader' | 'prompt'>,
): GraderRow[] {
  const traceId = gradedTrace(subject);
  const trace = traceId === null ? undefined : workspace.traces.byId(traceId);
  const number = traceId === null ? Number(subject.slice('attempt '.length)) : null;
  const id = trace?.question ?? (number === null ? undefined : workspace.attempts.byNumber(number)?.question);
  const question = id === undefined ? undefined : workspace.questions.byId(id);
  if (question === undefined) return [];
  return [
    {
      grader,
      prompt,
      questionId: question.questionId,
      question: question.question.slice(0, SHOWN),
      attempt: number,
      traceId,
      collectionId: trace?.collection ?? null,
      verdict,
      people,
    },
  ];
}
