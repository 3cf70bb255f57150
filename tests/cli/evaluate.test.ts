import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { register } from '../../server/cli/evaluate.ts';
import { register as registerList } from '../../server/cli/evaluations.ts';
import { openWorkspace } from '../../server/db/workspace.ts';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import type { EvaluationReport } from '../../shared/schemas/evaluation.ts';
import { MAIN, winnow } from '../helpers/cli.ts';
import { closedPort } from '../helpers/closed-port.ts';
import { startFakeModels } from '../helpers/fake-models/server.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { typed } from './in-process.ts';

const MODEL = 'Qwen/Qwen2.5-7B-Instruct';
const ITEMS = Array.from({ length: 8 }, (_, i) => ({ id: `i${i}`, question: `Item ${i}#?`, answer: `${i}` }));
const ANSWERS = Object.fromEntries(ITEMS.map(({ question, answer }) => [question, answer]));
const IN_FLIGHT = 4;

test('evaluate, killed in the midst of it and started again, asks nobody twice who answered', async () => {
  const fake = await startFakeModels({ answers: ANSWERS, latencyMs: 15 });
  onTestFinished(() => fake.close());
  const dir = temporaryFolder();
  const first = temporaryWorkspace(dir);
  await addBenchmarks(first, [fileOf('aime.jsonl', jsonLines(...ITEMS))], {}, 'ann');
  first.close();
  const args = [
    'evaluate',
    '--model',
    MODEL,
    '--endpoint',
    `${fake.url}/v1`,
    '--budget',
    '20',
    '--wait',
    '1',
  ];
  const flags = [
    '--most-thinking',
    '300',
    '--most-answer',
    '20',
    '--concurrency',
    String(IN_FLIGHT),
    '--json',
  ];

  const child = spawn(process.execPath, [MAIN, '--workspace', dir, ...args, ...flags], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  while (child.exitCode === null && fake.ledger.entries.length < 9) await delay(2);
  child.kill('SIGKILL');
  await ended;
  await fake.settled();
  const { code, out, err } = await winnow(dir, [...args, ...flags]);
  expect([code, err.match(/error|fault/i)]).toEqual([0, null]);
  const report = JSON.parse(out) as EvaluationReport;
  expect(report).toMatchObject({ asked: 16, pending: 0, failed: 0 });

  const workspace = openWorkspace(dir, { now: () => new Date(), randomHex: () => 'ab', pid: 1 });
  onTestFinished(() => workspace.close());
  const calls = ITEMS.flatMap(({ id: item }) =>
    [0, 1].flatMap((point) =>
      workspace.evaluations.calls({ evaluation: report.evaluationId, benchmark: 'aime', item, point }),
    ),
  );
  expect(calls.every(({ state }) => state === 'answered')).toBe(true);
  await fake.settled();
  const lost = fake.ledger.entries.length - calls.length;
  expect(lost).toBeGreaterThanOrEqual(0);
  expect(lost).toBeLessThanOrEqual(IN_FLIGHT);
  expect((await winnow(dir, ['ledger', 'verify'])).code).toBe(0);

  // What the page and a script read is what the command told.
  const listed = await typed(workspace, registerList, ['evaluations', 'list', '--json']);
  expect(JSON.parse(listed.out)).toEqual([expect.objectContaining({ figures: report.figures })]);
  const { url } = await startServer(workspace);
  const reply = await fetch(`${url}/api/v1/evaluations?limit=1`);
  const page = (await reply.json()) as { items: EvaluationReport[]; nextCursor: string | null };
  expect([reply.status, page.nextCursor]).toEqual([200, null]);
  expect(page.items).toMatchObject([{ evaluationId: report.evaluationId, scaling: report.scaling }]);
});

test.each<[string, (url: string) => string[], RegExp]>([
  [
    'no place to ask',
    () => [],
    /^Say where the model is served, as in --endpoint http:\/\/127\.0\.0\.1:8000\/v1\.$/,
  ],
  [
    'a benchmark that is not there',
    (url) => ['--endpoint', url, '--benchmark', 'x'],
    /^There is no benchmark x; the benchmarks: aime\.$/,
  ],
  [
    'a release that is not there',
    (url) => ['--endpoint', url, '--release', 'release-0'],
    /^There is no release release-0 in this workspace\.$/,
  ],
  [
    'a template without an end of thinking',
    (url) => ['--endpoint', url, '--template', 'plain'],
    /has no mark for the end of the thinking/,
  ],
  ['a budget of nothing', (url) => ['--endpoint', url, '--budget', '0'], /--budget/],
  [
    'a temperature out of range',
    (url) => ['--endpoint', url, '--temperature', '3'],
    /^--temperature 3: a number from 0 to 2\.$/,
  ],
])('evaluate says in one line what is wrong with %s, and asks nobody', async (_, args, says) => {
  const workspace = temporaryWorkspace();
  await addBenchmarks(workspace, [fileOf('aime.jsonl', jsonLines(...ITEMS))], {}, 'ann');
  const url = `${await closedPort()}/v1`;
  const asking = { loop: { now: () => 0, sleep: () => Promise.resolve(), random: () => 0 } };
  const given = ['evaluate', '--model', MODEL, ...args(url)];
  await expect(typed(workspace, register, given, asking as never)).rejects.toThrow(says);
  expect(workspace.evaluations.all()).toEqual([]);
});
