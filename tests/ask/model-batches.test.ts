import { expect, test } from 'vitest';
import type { OpenedTeacher } from '../../server/ask/model/opened.ts';
import type { Call } from '../../server/ask/provider.ts';
import { type Plan, scriptedBatches } from './batch/scripted-batches.ts';
import { asked, blocked, REPLY_COSTS, reply } from './scripted.ts';

/** A workspace with a run over n questions, and a teacher that also answers in batches. */
function batched(n: number, planOf: (nth: number) => Plan, teacher: Partial<OpenedTeacher> = {}) {
  let now = () => 0;
  const batches = scriptedBatches(() => now(), planOf);
  const made = asked(n, (call) => reply(call), { teacher: { batch: batches.provider, ...teacher } });
  now = made.effects.now;
  return { ...made, batches };
}

const done = (answer?: Plan['answer']): Plan => ({
  after: 600_000,
  state: 'succeeded',
  ...(answer === undefined ? {} : { answer }),
});

test('a batch answers all, and nobody is asked online', async () => {
  const { collect, provider, batches, workspace } = batched(5, () => done());
  const said: object[] = [];
  const report = await collect({ batch: true }, { progress: (at) => void said.push(at) });
  expect(said[0]).toMatchObject({ done: 0, total: 5, spentUsd: 0, perMinute: 0, secondsLeft: null });
  expect(report).toMatchObject({
    asked: 5,
    answered: 5,
    pending: 0,
    lost: 0,
    traces: { in: 5, usable: 5 },
    spentUsd: (5 * REPLY_COSTS) / 1e6,
  });
  expect([provider.served.length, batches.jobs.length]).toEqual([0, 1]);
  expect(workspace.batches.open(report.collectionId)).toEqual([]);
  const again = await collect({ batch: true });
  expect([again.answered, batches.jobs.length]).toEqual([5, 1]);
});

test('what a batch leaves out, or answers so that it may be mended, is asked online; what is settled is not', async () => {
  const odd = (call: Call) =>
    call.prompt.includes('q0')
      ? undefined
      : call.prompt.includes('q1')
        ? blocked(call, 'recitation')
        : call.prompt.includes('q2')
          ? blocked(call, 'safety')
          : reply(call);
  const { collect, provider } = batched(4, () => done(odd));
  const report = await collect({ batch: true });
  expect(report).toMatchObject({ asked: 4, answered: 3, blocked: { safety: 1 }, pending: 0 });
  expect(provider.served.map(({ prompt }) => prompt).sort()).toEqual(['What is q0?', 'What is q1?']);
});

test('a batch that is never answered is called off after a day, and its items go online', async () => {
  const { collect, provider, batches } = batched(3, () => ({
    after: 1e12,
    state: 'succeeded',
    answer: () => undefined,
  }));
  const report = await collect({ batch: true });
  expect(report).toMatchObject({ answered: 3, pending: 0 });
  expect([provider.served.length, batches.log.includes('cancel')]).toEqual([3, true]);
});

test('a command that is stopped leaves the batch at the provider; the next one takes it up, and pays once', async () => {
  const { collect, provider, batches, effects, workspace } = batched(3, () => done());
  const stop = new AbortController();
  let sleeps = 0;
  const sleep: typeof effects.sleep = async (ms, signal) => {
    if (++sleeps === 3) stop.abort();
    await effects.sleep(ms, signal);
  };
  await expect(collect({ batch: true }, { signal: stop.signal, sleep })).rejects.toMatchObject({
    code: 'stopped',
  });
  const [collection] = workspace.collections.all();
  expect(workspace.batches.open(collection?.id ?? '')).toHaveLength(1);
  const report = await collect();
  expect(report).toMatchObject({ answered: 3, lost: 0, pending: 0, spentUsd: (3 * REPLY_COSTS) / 1e6 });
  expect([provider.served.length, batches.jobs.length]).toEqual([0, 1]);
});

test('a batch that the budget does not reach is cut smaller, and not begun where it reaches for nobody', async () => {
  const { collect, provider, batches } = batched(5, () => done());
  await expect(collect({ batch: true, budgetUsd: 0.0002 })).rejects.toMatchObject({ code: 'stopped' });
  expect([provider.served.length, batches.jobs.length]).toEqual([0, 0]);
  await expect(collect({ batch: true, budgetUsd: 0.0009 })).rejects.toMatchObject({
    code: 'stopped',
    details: { answered: 3, pending: 2, spentUsd: (3 * REPLY_COSTS) / 1e6 },
  });
  expect(batches.jobs.map(({ calls }) => calls.length)).toEqual([2, 1]);
  expect(await collect({ batch: true, budgetUsd: 1 })).toMatchObject({ answered: 5 });
});

test('a batch is taken up by the key alone that made it', async () => {
  const { collect, effects, workspace, provider } = batched(2, () => done());
  const stop = new AbortController();
  const sleep: typeof effects.sleep = async (ms, signal) => {
    stop.abort();
    await effects.sleep(ms, signal);
  };
  await expect(collect({ batch: true }, { signal: stop.signal, sleep })).rejects.toMatchObject({
    code: 'stopped',
  });
  const [collection] = workspace.collections.all();
  workspace.db.exec("UPDATE batches SET project = 'another'");
  await expect(collect()).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/^1 batches of this collection were made with another key/),
  });
  expect([provider.served.length, workspace.batches.open(collection?.id ?? '')]).toEqual([
    0,
    [expect.anything()],
  ]);
});

test('a teacher without batches says so', async () => {
  const { collect } = asked(2, (call) => reply(call));
  await expect(collect({ batch: true })).rejects.toMatchObject({
    code: 'bad-usage',
    message: 'scripted takes no batches here: leave out --batch.',
  });
});
