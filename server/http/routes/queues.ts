import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { HandedOut, NextReply } from '../../../shared/schemas/queue.ts';
import type { ItemLease } from '../../db/hand-outs.ts';
import type { Queue } from '../../db/queues.ts';
import type { Workspace } from '../../db/workspace.ts';
import { makeQueue, refreshQueue, runQueue } from '../../jobs/reviewing/make-queue.ts';
import { adjudicate, disagreements } from '../../review/adjudicate.ts';
import { agreementOf } from '../../review/agreement.ts';
import { saveDraft } from '../../review/draft.ts';
import { setGuidelines } from '../../review/guidelines.ts';
import { giveBack, handOut, heartbeat } from '../../review/hand-out.ts';
import { likelyVerdicts, settleLikely, sureItems } from '../../review/likely.ts';
import { progressOf } from '../../review/progress.ts';
import { setQueueState } from '../../review/queue-state.ts';
import { shownSet } from '../../review/shown-set.ts';
import { type IsStale, staleness, staleWordsOn } from '../../review/stale.ts';
import { bind } from '../bind.ts';
import type { Caller } from '../callers.ts';
import { pageOfArray } from '../cursor.ts';
import type { Grouped } from '../grouped.ts';
import { judgedRecord, personOf, queueLine, queueOf, reviewItems } from '../review-items.ts';
import { runOf, type Service } from '../service.ts';

/** Queues: made, looked at, worked through, settled. */
export function queueRoutes({ workspace }: Pick<Service, 'workspace'>, group: Grouped): Router {
  const router = Router();
  makingRoutes(router, workspace);
  handingRoutes(router, workspace, group);
  settlingRoutes(router, workspace);
  likelyRoutes(router, workspace);
  return router;
}

function makingRoutes(router: Router, workspace: Workspace): void {
  const maker = (caller: Caller) => ({ person: personOf(workspace, caller), actor: caller.actor });
  bind(router, ROUTES.queues, ({ query }) => {
    const page = pageOfArray(workspace.queues.all(), query);
    return { ...page, items: page.items.map((queue) => queueLine(workspace, queue)) };
  });
  bind(router, ROUTES.queue, ({ params }) => queueLine(workspace, queueOf(workspace, params.id)));
  bind(router, ROUTES.makeQueue, ({ body, caller }) => {
    const run = body.runId === undefined ? workspace.runs.latest() : runOf(workspace, body.runId);
    return queueLine(workspace, makeQueue(workspace, body, run, maker(caller)));
  });
  bind(router, ROUTES.reviewRun, ({ params, caller }) =>
    queueLine(workspace, runQueue(workspace, runOf(workspace, params.id), maker(caller))),
  );
  bind(router, ROUTES.refreshQueue, ({ params, caller }) => {
    const queue = queueOf(workspace, params.id);
    refreshQueue(workspace, queue, maker(caller));
    return queueLine(workspace, queue);
  });
  bind(router, ROUTES.setQueueState, ({ params, body, caller }) => {
    const { id } = queueOf(workspace, params.id);
    return queueLine(workspace, setQueueState(workspace, id, body.state, maker(caller)));
  });
  const guidelinesItem = ({ setBy, ...rest }: ReturnType<typeof setGuidelines>) => ({
    ...rest,
    setBy: workspace.people.nameOf(setBy) ?? setBy,
  });
  bind(router, ROUTES.guidelines, ({ params, query }) => {
    const page = pageOfArray(workspace.guidelines.of(queueOf(workspace, params.id).id), query);
    return { ...page, items: page.items.map(guidelinesItem) };
  });
  bind(router, ROUTES.setGuidelines, ({ params, body, caller }) =>
    guidelinesItem(setGuidelines(workspace, queueOf(workspace, params.id).id, body.text, maker(caller))),
  );
}

function handingRoutes(router: Router, workspace: Workspace, group: Grouped): void {
  const isStale = staleness(workspace);
  bind(router, ROUTES.nextItems, async ({ params, body, caller }): Promise<NextReply> => {
    const queue = queueOf(workspace, params.id);
    const person = personOf(workspace, caller);
    const asker = { person, ...body };
    let out = await group(() => handOut(workspace, queue, asker));
    const reason = out.empty?.reason;
    if (queue.selects.from === 'release' && (reason === 'done' || reason === 'waits-for-others')) {
      refreshQueue(workspace, queue, { person, actor: caller.actor }); // the reserve may have stepped in
      out = await group(() => handOut(workspace, queue, asker));
    }
    const { wanted, done } = workspace.queueItems.tally(queue.id, queue.target);
    return {
      items: out.leases.map((lease) => handedOut(workspace, queue, lease, isStale)),
      empty: out.empty && {
        reason: out.empty.reason,
        says: out.empty.says,
        holders: out.empty.holders.map(({ person: who, question, expiresMs }) => ({
          user: workspace.people.nameOf(who) ?? who,
          questionId: question,
          until: new Date(expiresMs).toISOString(),
        })),
      },
      done,
      of: wanted,
    };
  });
  bind(router, ROUTES.heartbeat, ({ params, body, caller }) => ({
    leases: heartbeat(workspace, queueOf(workspace, params.id), personOf(workspace, caller), body.tab).map(
      leaseLine,
    ),
  }));
  bind(router, ROUTES.giveBackItems, ({ params, body, caller }) => ({
    leases: giveBack(workspace, queueOf(workspace, params.id), personOf(workspace, caller), body.tab).map(
      leaseLine,
    ),
  }));
  bind(router, ROUTES.saveDraft, async ({ params, body, caller }) => {
    const queue = queueOf(workspace, params.id);
    const savedAt = workspace.now().toISOString();
    const person = personOf(workspace, caller);
    await group(() => saveDraft(workspace, queue, { ...body, person, savedAt }));
    return { savedAt };
  });
}

function settlingRoutes(router: Router, workspace: Workspace): void {
  const itemOf = reviewItems(workspace);
  bind(router, ROUTES.agreement, ({ params, query }) =>
    agreementOf(workspace, queueOf(workspace, params.id), query.field),
  );
  bind(router, ROUTES.progress, ({ params, query, caller }) => {
    const all = progressOf(workspace, queueOf(workspace, params.id));
    const seen = caller.role === 'reviewer' ? all.filter(({ person }) => person === caller.actor) : all;
    const page = pageOfArray(seen, query);
    return { ...page, items: page.items.map(({ person: _id, ...line }) => line) };
  });
  bind(router, ROUTES.disagreements, ({ params, query }) => {
    const queue = queueOf(workspace, params.id);
    const all = disagreements(workspace, queue);
    const likely = likelyVerdicts(workspace, queue);
    const sure = sureItems(queue, all, likely);
    const page = pageOfArray(all, query);
    return {
      ...page,
      sure: sure.length,
      sureSha256: sure.length === 0 ? null : shownSet(sure),
      items: page.items.map(({ item, judgements }) => ({
        questionId: item.question,
        textSha256: item.textSha256,
        likely: likely.get(item.question) ?? null,
        record: judgedRecord(workspace, queue, item),
        judgements: judgements.map((one, i) => ({
          ...itemOf(one),
          ...(query.names ? {} : { reviewer: String.fromCharCode(65 + (i % 26)) }),
        })),
      })),
    };
  });
  bind(router, ROUTES.settle, ({ params, body, caller }) => {
    const { questionId: question, fields, ...verdict } = body;
    const who = { person: personOf(workspace, caller), actor: caller.actor };
    const said = { question, ...verdict, fields: fields ?? null, ...who };
    return itemOf(adjudicate(workspace, queueOf(workspace, params.id), said));
  });
}

function likelyRoutes(router: Router, workspace: Workspace): void {
  bind(router, ROUTES.settleLikely, ({ params, body, caller }) => {
    const who = { person: personOf(workspace, caller), actor: caller.actor };
    return settleLikely(workspace, queueOf(workspace, params.id), { ...body, ...who });
  });
}

const leaseLine = ({ id, question, expiresMs }: ItemLease) => ({
  leaseId: id,
  questionId: question,
  expiresAt: new Date(expiresMs).toISOString(),
});

function handedOut(workspace: Workspace, queue: Queue, lease: ItemLease, isStale: IsStale): HandedOut {
  const item = workspace.queueItems.get(queue.id, lease.question);
  if (item === undefined) throw new Error('an item that was just handed out');
  const draft = workspace.drafts.get(queue.id, lease.question, lease.person);
  const earlier = staleWordsOn(workspace, isStale, item)
    .filter(({ reviewer }) => !queue.blind || reviewer === lease.person)
    .map(({ id, question, reviewer, decision, why, at }) => ({
      ...{ reviewId: id, questionId: question, decision, note: why, at },
      reviewer: workspace.people.nameOf(reviewer) ?? reviewer,
      isOwn: reviewer === lease.person,
    }));
  return { ...leaseLine(lease), ...judgedRecord(workspace, queue, item), draft, earlier };
}
