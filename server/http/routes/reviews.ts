import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { NewReview } from '../../../shared/schemas/review.ts';
import type { NumberedReview, Review } from '../../db/reviews.ts';
import type { Workspace } from '../../db/workspace.ts';
import { editQuestion } from '../../jobs/reviewing/edit-question.ts';
import { editTrace } from '../../jobs/reviewing/edit-trace.ts';
import { judge } from '../../jobs/reviewing/judge.ts';
import { selectionChange } from '../../jobs/reviewing/selection-change.ts';
import { takeBackTrace } from '../../jobs/reviewing/take-back-trace.ts';
import { comment } from '../../review/comment.ts';
import { submit } from '../../review/submit.ts';
import { withdraw } from '../../review/withdraw.ts';
import { bind } from '../bind.ts';
import { hiddenFrom } from '../blind.ts';
import type { Caller } from '../callers.ts';
import { cursorOf, pageOfArray, pageOfRows, readCursor } from '../cursor.ts';
import { editItems } from '../edit-items.ts';
import type { Grouped } from '../grouped.ts';
import { questionOf } from '../question-life.ts';
import { commentItem, maySee, personOf, queueOf, reviewItems } from '../review-items.ts';
import { runOf, type Service } from '../service.ts';

/** Judgements: given, listed, taken back; what people say to each other; what became of a selection. */
export function reviewRoutes(
  { workspace }: Pick<Service, 'workspace'>,
  group: Grouped,
  countTokens: (text: string) => number,
): Router {
  const router = Router();
  const itemOf = reviewItems(workspace);
  bind(router, ROUTES.reviews, ({ query, caller }) => {
    const { limit, cursor, reviewer, questionId: question, queueId: queue, versions } = query;
    const me = caller.actor === 'local' ? workspace.people.find(caller.name) : caller.actor;
    const whose = reviewer === 'me' ? (me ?? '') : reviewer && (workspace.people.find(reviewer) ?? '');
    if (question !== undefined && versions === true) {
      const all = ofEveryVersion(workspace, question)
        .filter((one) => whose === undefined || one.reviewer === whose)
        .filter((one) => maySee(workspace, caller, me, one));
      const page = pageOfArray(all, query);
      return { ...page, items: page.items.map(itemOf) };
    }
    const before = readCursor('review', cursor, Number.MAX_SAFE_INTEGER);
    const rows = visible(
      workspace,
      { caller, me, before, limit: limit + 1 },
      { reviewer: whose, question, queue },
    );
    return pageOfRows(rows, limit, itemOf, ({ n }) => cursorOf('review', n));
  });
  bind(router, ROUTES.judge, async ({ body, caller }) =>
    itemOf(await group(() => given(workspace, body, caller))),
  );
  bind(router, ROUTES.withdrawReview, ({ params, body, caller }) => {
    const person = personOf(workspace, caller);
    const mayAny = caller.role === 'owner' || caller.role === 'curator';
    const who = { person, actor: caller.actor, mayAny, why: body.why ?? null };
    const { review, stands } = withdraw(workspace, params.id, who);
    return { reviewId: review.id, questionId: review.question, stands: stands?.id ?? null };
  });
  bind(router, ROUTES.comments, ({ params, query, caller }) => {
    const { questionId } = questionOf(workspace, params.id);
    const me = caller.actor === 'local' ? workspace.people.find(caller.name) : caller.actor;
    const mayAll =
      caller.role !== 'reviewer' ||
      (hasJudged(workspace, questionId, me) && !hiddenFrom(workspace, caller)(questionId));
    const all = workspace.comments.of(questionId).filter((one) => mayAll || one.author === me);
    const page = pageOfArray(all, query);
    return { ...page, items: page.items.map((one) => commentItem(workspace, one)) };
  });
  bind(router, ROUTES.comment, ({ params, body, caller }) => {
    const { questionId: question } = questionOf(workspace, params.id);
    const queue = body.queueId == null ? null : queueOf(workspace, body.queueId).id;
    const { text, flagged } = body;
    const author = personOf(workspace, caller);
    return commentItem(workspace, comment(workspace, { question, queue, author, text, flagged }));
  });
  bind(router, ROUTES.editQuestion, ({ params, body, caller }) => {
    const who = { person: personOf(workspace, caller), actor: caller.actor };
    return editQuestion(workspace, questionOf(workspace, params.id).questionId, body, who);
  });
  bind(router, ROUTES.edits, ({ params, query }) =>
    pageOfArray(editItems(workspace, questionOf(workspace, params.id).questionId), query),
  );
  bind(router, ROUTES.editTrace, ({ params, body, caller }) => {
    const who = { person: personOf(workspace, caller), actor: caller.actor, countTokens };
    return editTrace(workspace, params.id, body, who);
  });
  bind(router, ROUTES.takeBackTrace, ({ params, body, caller }) => {
    const who = { person: personOf(workspace, caller), actor: caller.actor, countTokens };
    return takeBackTrace(workspace, params.id, body.why, who);
  });
  bind(router, ROUTES.selectionChange, ({ params, caller }) => {
    const change = selectionChange(workspace, runOf(workspace, params.id));
    const isHidden = hiddenFrom(workspace, caller);
    const left = change.left.filter(({ questionId }) => !isHidden(questionId));
    if (caller.role !== 'reviewer') return { ...change, left };
    const own = (names: readonly string[]) => names.filter((name) => name === caller.name);
    return { ...change, left: left.map((one) => ({ ...one, rejectedBy: own(one.rejectedBy) })) };
  });
  return router;
}

/** Judgements of a question and of the versions that led to it, the newest first. */
const ofEveryVersion = (workspace: Workspace, question: string): Review[] =>
  workspace.questionVersions
    .lineage(question)
    .flatMap((id) => workspace.reviews.of(id))
    .sort((a, b) => b.event - a.event);

function given(workspace: Workspace, body: NewReview, caller: Caller): Review {
  const question = questionOf(workspace, body.questionId);
  const said = {
    person: personOf(workspace, caller),
    actor: caller.actor,
    decision: body.decision,
    note: body.note ?? null,
    textSha256: body.textSha256 ?? null,
    seconds: body.seconds ?? null,
    flags: body.flags ?? [],
  };
  if (body.queueId == null) {
    const run = body.runId === undefined ? workspace.runs.latest() : runOf(workspace, body.runId);
    return judge(workspace, question, run, said);
  }
  const more = { question: question.questionId, fields: body.fields ?? null, leaseId: body.leaseId ?? null };
  return submit(workspace, queueOf(workspace, body.queueId), { ...said, ...more });
}

const hasJudged = ({ reviews }: Workspace, question: string, me: string | undefined): boolean =>
  reviews
    .of(question)
    .some((one) => one.reviewer === me && one.withdrawn === null && one.decision !== 'skip');

/** Pages of the table until enough of them may be seen. */
function visible(
  workspace: Workspace,
  { caller, me, before, limit }: { caller: Caller; me: string | undefined; before: number; limit: number },
  some: { reviewer?: string | undefined; question?: string | undefined; queue?: string | undefined },
): NumberedReview[] {
  const found: NumberedReview[] = [];
  let from = before;
  while (found.length < limit) {
    const rows = workspace.reviews.page(500, from, some);
    for (const row of rows) if (found.length < limit && maySee(workspace, caller, me, row)) found.push(row);
    const last = rows.at(-1);
    if (rows.length < 500 || last === undefined) break;
    from = last.n;
  }
  return found;
}
