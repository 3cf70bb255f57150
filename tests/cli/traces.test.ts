import { Command } from 'commander';
import { expect, test } from 'vitest';
import { NO_KEYS } from '../../server/ask/keys.ts';
import { createOutput } from '../../server/cli/output.ts';
import { register } from '../../server/cli/traces.ts';
import type { AskingContext, AskingEffects } from '../../server/cli/traces-model.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { asked, blocked, reply } from '../ask/scripted.ts';
import { ASSETS } from '../helpers/run.ts';

/** Runs a command line as main would. @returns what it printed, or the error that it threw */
async function winnow(workspace: Workspace, asking: AskingEffects | undefined, argv: string[], json = false) {
  const printed = { out: '', err: '' };
  const write = (to: 'out' | 'err') => (text: string) => {
    printed[to] += text;
  };
  const clock = () => 0;
  const streams = {
    out: { write: write('out') },
    err: { write: write('err') },
    clock,
    asTyped: (text: string) => text,
  };
  const context: AskingContext = {
    workspace: () => workspace,
    workspaceDir: () => workspace.dir,
    out: createOutput(streams, { json, quiet: false }),
    actor: 'local',
    signal: new AbortController().signal,
    assets: { ...ASSETS, pages: '', worker: { file: '', execArgv: [] }, version: '0.0.0' },
    workers: 1,
    clock,
    now: () => workspace.now(),
    randomHex: workspace.randomHex,
    pid: process.pid,
    environmentKey: () => undefined,
    keys: () => NO_KEYS,
    signingKey: () => {
      throw new Error('nothing is signed here');
    },
    ...(asking === undefined ? {} : { asking: async () => asking }),
  };
  const program = new Command('winnow').exitOverride();
  register(program, context);
  await program.parseAsync(argv, { from: 'user' });
  return printed;
}

const setUp = (...script: Parameters<typeof asked>) => {
  const made = asked(...script);
  const asking: AskingEffects = { openTeacher: made.effects.openTeacher, loop: made.effects, confirm: null };
  return { ...made, asking };
};

const COLLECT = ['traces', 'collect', '--teacher', 'openai', '--model', 'scripted-model'];

test('traces collect shows what it will do and cost, and what came of it', async () => {
  const { workspace, asking } = setUp(4, (call) =>
    call.prompt === 'What is q3?' ? blocked(call, 'safety') : reply(call),
  );
  const { out, err } = await winnow(workspace, asking, [...COLLECT, '--budget-usd', '1.50']);
  expect(err).toMatch(/to be asked +4 calls, 1 of each question/);
  expect(err).toMatch(/cost +about \$0\.00\d+ \(\$0\.00\d+ to \$0\.00\d+\), by scripted 2026-01-01/);
  expect(err).toMatch(/budget +\$1\.50/);
  expect(err).toMatch(/--for survivors:quality +4 +4 +about/);
  expect(out).toMatch(/^3 usable traces by scripted-model \(0\.0 s\)\n/);
  expect(out).toMatch(/blocked +1 +safety 1/);
  expect(out).toMatch(/spent +\$0\.001 +\$0\.00033 an answer/);
  const status = await winnow(workspace, asking, ['traces', 'status', '--run', 'latest'], true);
  expect(JSON.parse(status.out)).toMatchObject([
    {
      model: 'scripted-model',
      state: 'done',
      asked: 4,
      answered: 3,
      blocked: { safety: 1 },
      pending: 0,
      spentUsd: 0.001,
    },
  ]);
});

test('where somebody is at the terminal, nothing is asked without their word', async () => {
  const { workspace, asking, provider } = setUp(2, (call) => reply(call));
  const questions: string[] = [];
  const no = async (question: string) => {
    questions.push(question);
    return false;
  };
  await expect(winnow(workspace, { ...asking, confirm: no }, COLLECT)).rejects.toMatchObject({
    code: 'stopped',
  });
  expect([questions, provider.served]).toEqual([['Go on?'], []]);
});

test('traces pause and cancel hold a collection up; collect takes it up again', async () => {
  const { workspace, asking } = setUp(2, (call) => reply(call));
  const { collectionId }: { collectionId: string } = JSON.parse(
    (await winnow(workspace, asking, COLLECT, true)).out,
  );
  const paused = await winnow(workspace, asking, ['traces', 'pause', collectionId], true);
  expect(JSON.parse(paused.out)).toEqual({ collectionId, state: 'paused', wasState: 'open', batches: 0 });
  await winnow(workspace, asking, COLLECT);
  expect(workspace.collections.stateOf(collectionId)).toBe('open');
  await winnow(workspace, asking, ['traces', 'cancel', collectionId]);
  await expect(winnow(workspace, asking, COLLECT)).rejects.toMatchObject({ code: 'conflict' });
  await winnow(workspace, asking, [...COLLECT, '--resume']);
  expect(workspace.collections.stateOf(collectionId)).toBe('open');
  await expect(winnow(workspace, asking, ['traces', 'pause', 'col-nowhere'])).rejects.toMatchObject({
    code: 'not-found',
  });
});

test.each([
  [['--samples', '0'], '--samples 0: a whole number of at least 1, as in --samples 1000.'],
  [['--rpm', 'x'], '--rpm x: a whole number of at least 1, as in --rpm 1000.'],
  [['--budget-usd', '-1'], '--budget-usd -1: a sum in dollars, as in --budget-usd 12.50.'],
  [['--for', 'everyone'], '--for everyone is not one of selected, reserve, survivors:STAGE, pool.'],
])('%j is bad usage, and nothing is stored', async (flags, message) => {
  const { workspace, asking } = setUp(1, (call) => reply(call));
  await expect(winnow(workspace, asking, [...COLLECT, ...flags])).rejects.toMatchObject({
    code: 'bad-usage',
    message,
  });
  expect([workspace.collections.all(), workspace.events.count()]).toEqual([[], 0]);
});
