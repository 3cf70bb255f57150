import { expect, test } from 'vitest';
import type { Ended } from '../../server/jobs/commands/effects.ts';
import { diffRuns } from '../../server/runs/diff/diff.ts';
import { executeRun } from '../../server/runs/run.ts';
import { runEffects, shippedRecipe } from '../helpers/run.ts';
import { fillWithSample } from '../helpers/shards.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

async function twoRuns() {
  const workspace = temporaryWorkspace();
  await fillWithSample(workspace, 300);
  const run = (seed: number) =>
    executeRun(
      workspace,
      { recipe: shippedRecipe('winnow', ['diversity.n=20']), seed, actor: 'test' },
      runEffects(),
    );
  const [a, b] = [(await run(1)).runId, (await run(2)).runId];
  return { workspace, a, b };
}

/** A server whose commands end when the test says so. */
async function serving(workspace: Awaited<ReturnType<typeof twoRuns>>['workspace']) {
  const asked: (readonly string[])[] = [];
  let say: (line: string) => void = () => undefined;
  let end: (ended: Ended) => void = () => undefined;
  const { api } = await startServer(workspace, undefined, {
    deciding: () => runEffects(),
    commanding: (args, hears) => {
      asked.push(args);
      say = hears.say;
      return new Promise((done) => {
        end = done;
        hears.signal.addEventListener('abort', () => done({ exit: null, out: '', lastLine: '' }));
      });
    },
  });
  return { api, asked, say: (line: string) => say(line), end: (ended: Ended) => end(ended) };
}

test('two runs are compared by a command beside the server, once for all pages, and how far it is is told', async () => {
  const { workspace, a, b } = await twoRuns();
  const { api, asked, say, end } = await serving(workspace);
  const head = api(`/runs/${b}/diff?against=${a}`);
  const rows = api(`/runs/${b}/diff/changes?against=${a}&side=added&limit=100`);
  await expect.poll(() => asked).toEqual([['diff', a, b]]);
  say('looking at questions: 1,200 of 59,029');
  expect((await api('/previews/progress')).body).toEqual({ done: 1200, total: 59029 });
  const diff = await diffRuns(workspace, { a, b }, runEffects());
  end({ exit: 0, out: JSON.stringify(diff), lastLine: '' });
  expect((await head).body).toMatchObject({ funnel: diff.funnel, changes: { added: diff.added.length } });
  expect((await rows).body).toMatchObject({ items: diff.added.map(({ questionId }) => ({ questionId })) });
  expect((await api('/previews/progress')).body).toEqual({ done: 0, total: null });
  expect(asked).toHaveLength(1);
});

test('a comparison that breaks off says why, and is begun again when it is asked for again', async () => {
  const { workspace, a, b } = await twoRuns();
  const { api, asked, end } = await serving(workspace);
  const said = [
    [{ exit: 3, out: '', lastLine: 'no room left' }, /could not be compared: no room left/],
    [{ exit: 0, out: '{"funnel":[', lastLine: '' }, /differ in too many questions .* winnow diff run-/],
  ] as const;
  for (const [i, [ended, message]] of said.entries()) {
    const answer = api(`/runs/${b}/diff?against=${a}`);
    await expect.poll(() => asked.length).toBe(i + 1);
    end(ended);
    expect((await answer).body).toMatchObject({ error: 'failed', message: expect.stringMatching(message) });
  }
});
