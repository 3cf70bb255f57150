import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { QueueEntry } from '../../../shared/schemas/queue-work.ts';
import type { ItemState } from '../../../shared/vocabulary/queues.ts';
import type { QueueItem } from '../../db/queue-items.ts';
import type { Workspace } from '../../db/workspace.ts';
import { itemsOf } from '../../review/items.ts';
import { judgeAll } from '../../review/judge-all.ts';
import { daysOf } from '../../review/progress.ts';
import { wordsOn } from '../../review/recount.ts';
import { shownSet } from '../../review/shown-set.ts';
import { type IsStale, staleness, staleWordsOn } from '../../review/stale.ts';
import { bind } from '../bind.ts';
import { pageOfArray } from '../cursor.ts';
import type { Grouped } from '../grouped.ts';
import { personOf, queueOf } from '../review-items.ts';
import type { Service } from '../service.ts';

/** Of a question as lists show it. Unit: characters. */
const SHOWN = 400;

/** What is in a queue, who holds it, how fast it goes, and judging much of it at once. */
export function queueWorkRoutes({ workspace }: Pick<Service, 'workspace'>, group: Grouped): Router {
  const router = Router();
  const isStale = staleness(workspace);
  bind(router, ROUTES.queueItems, ({ params, query: { state, source, q, stale, ...page }, caller }) => {
    const me = caller.actor === 'local' ? workspace.people.find(caller.name) : caller.actor;
    const queue = queueOf(workspace, params.id);
    const isBlind = queue.blind && caller.role === 'reviewer';
    const seen = isBlind ? (me ?? '') : undefined; // who judges blind is told of their own words alone
    const filter = { state, source, q, ...(stale === true && { stale: { isStale, person: seen } }) };
    const all = itemsOf(workspace, queue, filter, isBlind);
    const { items, nextCursor } = pageOfArray(all, page);
    return {
      items: items.map((one) => entryOf(workspace, one, { me, isStale, seen })),
      nextCursor,
      total: all.length,
      shownSha256: state === 'untouched' ? shownSet(all.map(({ item }) => item)) : null,
    };
  });
  bind(router, ROUTES.judgeAll, ({ params, body, caller }) => {
    const { source, q, decision, expected, shownSha256, note } = body;
    const who = { person: personOf(workspace, caller), actor: caller.actor };
    const said = { ...who, decision, expected, shownSha256: shownSha256 ?? null, note: note ?? null };
    return judgeAll(workspace, queueOf(workspace, params.id), { source, q }, said, group);
  });
  bind(router, ROUTES.holders, ({ params, query }) => {
    const held = workspace.handOuts.held(queueOf(workspace, params.id).id, workspace.now().getTime());
    const page = pageOfArray(held, query);
    return {
      ...page,
      items: page.items.map(({ person, question, takenMs, expiresMs }) => ({
        user: workspace.people.nameOf(person) ?? person,
        questionId: question,
        since: new Date(takenMs).toISOString(),
        until: new Date(expiresMs).toISOString(),
      })),
    };
  });
  bind(router, ROUTES.reviewDays, ({ params, query }) =>
    pageOfArray(daysOf(workspace, queueOf(workspace, params.id)), query),
  );
  return router;
}

function entryOf(
  workspace: Workspace,
  { item, state }: { item: QueueItem; state: ItemState },
  { me, isStale, seen }: { me: string | undefined; isStale: IsStale; seen: string | undefined },
): QueueEntry {
  const question = workspace.questions.byId(item.question);
  const own = wordsOn(workspace, item).find((one) => one.reviewer === me && one.final === 0);
  return {
    questionId: item.question,
    externalId: question?.externalId ?? null,
    source: question?.source ?? '',
    rank: item.rank,
    question: (question?.question ?? '').slice(0, SHOWN),
    state,
    judged: item.judged,
    people: item.people,
    mine: own?.decision ?? null,
    stale: staleWordsOn(workspace, isStale, item).filter(
      ({ reviewer }) => seen === undefined || reviewer === seen,
    ).length,
  };
}
