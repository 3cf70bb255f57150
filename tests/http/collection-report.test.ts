import { expect, test } from 'vitest';
import type { CollectionDetail } from '../../shared/schemas/collection.ts';
import type { TraceDetail, TraceRow } from '../../shared/schemas/trace.ts';
import { asked, blocked, reply, transient, unusable } from '../ask/scripted.ts';
import { startServer } from './server.ts';

const nameOf = (prompt: string): number => Number(/q(\d+)/.exec(prompt)?.[1]);

/** Twelve questions, of which four go wrong in one way each, and one is dropped for what it says. */
const mixed = () =>
  asked(
    12,
    (call) => {
      switch (nameOf(call.prompt)) {
        case 1:
          return blocked(call, 'safety');
        case 2:
          return unusable(call, 'truncated');
        case 3:
          return transient('timeout');
        case 4:
          return blocked(call, 'recitation');
        default:
          return reply(call);
      }
    },
    {
      teacher: {
        judge: ({ question }) => {
          const found = {
            defect: 'refusal',
            severity: 'drop',
            field: 'answer',
            start: 0,
            end: 2,
            text: '42',
          };
          const isRefused = question.externalId === 'q5';
          return {
            dropped: isRefused ? 'refusal' : null,
            findings: isRefused ? [{ ...found, says: 'The model declines.' }] : [],
          };
        },
      },
    },
  );

test('the interface counts a collection as the command that made it does, to the call and the cent', async () => {
  const { workspace, collect } = mixed();
  const { walk, retired, warnings, seconds, lost, retried, ...report } = await collect();
  const { api } = await startServer(workspace);
  const { body } = await api(`/collections/${report.collectionId}`);
  expect(body).toMatchObject({ ...report, calls: { lost, retried } });
  expect((body as CollectionDetail).traces).toEqual({
    in: 9,
    usable: 7,
    dropped: { refusal: 1, truncated: 1 },
  });
  expect((body as CollectionDetail).outlooks.map(({ usable }) => usable)).toEqual([7, 7, 7]);
  expect({ walk, retired, warnings, seconds: seconds > 0 }).toEqual({
    walk: null,
    retired: 0,
    warnings: [],
    seconds: true,
  });
});

test('failures that are asked again are counted once, and every call of an item is told', async () => {
  const { workspace, collect } = mixed();
  await collect();
  const { lost, retried, walk, retired, warnings, seconds, ...report } = await collect({ retryFailed: true });
  const { api } = await startServer(workspace);
  const path = `/collections/${report.collectionId}`;
  expect((await api(path)).body).toMatchObject({ ...report, calls: { lost, retried } });
  for (const [outcome, many] of [
    ['safety', 1],
    ['truncated', 1],
    ['usable', 7],
    ['refusal', 1],
    ['blocked', 2],
  ] as const) {
    const { items } = (await api(`${path}/traces?outcome=${outcome}`)).body as { items: TraceRow[] };
    expect({ outcome, many: items.length }).toEqual({ outcome, many });
  }
  const failed = (await api(`${path}/traces?outcome=failed`)).body as { items: TraceRow[] };
  expect(failed.items).toMatchObject([{ externalId: 'q3', outcome: 'failed', reason: 'timeout', round: 2 }]);
  const { calls } = (await api(`/traces/${failed.items[0]?.traceId}`)).body as TraceDetail;
  expect(calls.map(({ round, try: nth, outcome }) => [round, nth, outcome])).toEqual(
    [1, 2].flatMap((round) => Array.from({ length: 9 }, (_, i) => [round, i + 1, 'transient'])),
  );
  expect({ walk, retired, warnings, isDone: seconds >= 0 }).toEqual({
    walk: null,
    retired: 0,
    warnings: [],
    isDone: true,
  });
});
