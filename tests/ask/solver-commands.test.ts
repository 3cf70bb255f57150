import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findKeys } from '../../server/ask/keys.ts';
import { askingEffects } from '../../server/cli/asking.ts';
import * as attempts from '../../server/cli/attempts.ts';
import type { Register } from '../../server/cli/frame.ts';
import * as grades from '../../server/cli/grades.ts';
import * as importing from '../../server/cli/import.ts';
import * as labels from '../../server/cli/labels.ts';
import * as run from '../../server/cli/run.ts';
import * as terms from '../../server/cli/terms.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { typed } from '../cli/in-process.ts';
import { MAIN, winnow } from '../helpers/cli.ts';
import { startFakeModels } from '../helpers/fake-models/server.ts';
import { ASSETS } from '../helpers/run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { realSleep } from './scripted.ts';

const built = existsSync(join(import.meta.dirname, '../../dist/tokenizers/qwen2.5.bin'));
const WORKER = { file: join(dirname(MAIN), 'runs/measure-worker.js'), execArgv: [] };
const SOLVER = 'Qwen/Qwen2.5-7B-Instruct';
const LARGER = 'Qwen/Qwen2.5-32B-Instruct';

/** What the fake model says: it solves q0, gives wrong words elsewhere, and grades and labels as it is asked to. */
function written(prompt: string): string {
  const code = /The code of this task is ([0-9a-f]{16})/.exec(prompt)?.[1];
  if (code === undefined)
    return prompt.includes('sum 0') ? 'So it is \\boxed{0}.' : 'By symmetry it vanishes.';
  if (prompt.includes('<<< answer')) return JSON.stringify({ code, reasoning: 'Same.', verdict: 'correct' });
  return JSON.stringify({ code, domain: '11' });
}

const COMMANDS: Readonly<Record<string, Register>> = {
  attempts: attempts.register,
  grades: grades.register,
  import: importing.register,
  labels: labels.register,
  run: run.register,
  terms: terms.register,
};

/** Carries out a command line as main would, in this process: what is tested is the commands, not that they start. */
function asMain(workspace: Workspace) {
  const keys = findKeys({ OPENAI_API_KEY: 'test-key' });
  const [clock, now] = [() => performance.now(), () => new Date()];
  const world = { sleep: realSleep, random: Math.random, terminal: null };
  const assets = { ...ASSETS, pages: '', worker: WORKER, version: '0.0.0' };
  const effects = askingEffects({ assets, keys, clock, now, ...world });
  const some = { assets, keys: () => keys, clock, now };
  return (...argv: string[]) => typed(workspace, COMMANDS[argv[0] ?? '']!, argv, effects, some);
}

/** A workspace of four questions, a fake server, and a solver of which somebody has said whose weights it has. */
async function solving(latencyMs = 0) {
  const models = [SOLVER, LARGER].map((name) => ({ name, thinks: false, field: 'none' as const }));
  const fake = await startFakeModels({ latencyMs, models, reply: (prompt) => ({ answer: written(prompt) }) });
  onTestFinished(() => fake.close());
  const dir = temporaryFolder();
  const say = asMain(temporaryWorkspace(dir, 2000, new Date().toISOString()));
  const endpoint = `${fake.url}/v1`;
  const json = async (...argv: string[]) =>
    JSON.parse((await say(...argv, '--json')).out) as Record<string, unknown>;
  const answers = ['0', 'It is zero by symmetry.', 'It is zero by symmetry.', '3'];
  const pool = answers.map((answer, i) => ({
    source: 's',
    id: `q${i}`,
    question: `Determine the value of the sum ${i} of all the terms that were described above in the text.`,
    answer,
  }));
  await json('import', fileOf('pool.jsonl', jsonLines(...pool)));
  for (const model of [SOLVER, LARGER])
    await json(
      ...['terms', 'declare', '--endpoint', endpoint, '--host', 'self', '--model', model],
      ...['--weights', model, '--by', 'ann'],
    );
  const ask = (...argv: string[]) => json(...argv, '--model', SOLVER, '--endpoint', endpoint);
  return { dir, fake, endpoint, say, json, ask };
}

test.skipIf(!built)(
  'attempts, grades and labels are collected on the command line, and the gate of s1 reads them (skipped where the tokenizer is not built: npm run build)',
  async () => {
    const { fake, say, json, ask } = await solving();
    const attempted = await ask('attempts', 'collect', '--samples', '1');
    expect(attempted).toMatchObject({
      asked: 4,
      answered: 4,
      pending: 0,
      runId: null,
      spentUsd: 0,
      traces: { in: 0, usable: 0, dropped: {} },
      verdicts: { correct: 1, wrong: 0, unverifiable: 3 },
    });
    expect(attempted.flags).toEqual(expect.any(Object));
    const graded = await ask('grades', 'collect', '--orders', '1');
    expect(graded).toMatchObject({ asked: 3, verdicts: { correct: 3, wrong: 0, unverifiable: 0 } });
    const labelled = await ask('labels', 'collect');
    expect(labelled).toMatchObject({ asked: 4, labels: { '11': 4 } });
    expect(fake.ledger.entries.filter(({ route }) => route === 'generate')).toHaveLength(4 + 3 + 4);

    const again = await ask('attempts', 'collect', '--samples', '1');
    expect(again).toMatchObject({ collectionId: attempted.collectionId, asked: 4 });
    expect(fake.ledger.entries.filter(({ route }) => route === 'generate')).toHaveLength(11);

    const first = (await json('run', '--recipe', 's1', '--n', '4', '--seed', '42')) as {
      funnel: { stage: string; applied: boolean; dropped: Record<string, number> }[];
      signals: { domain: Record<string, number> };
    };
    const gate = first.funnel.find(({ stage }) => stage === 'difficulty');
    expect(gate).toMatchObject({ applied: true, dropped: { solved: 4 } });
    expect(first.signals.domain).toEqual({ label: 4 });

    await json('grades', 'rule', '--require-kappa', '0.6', '--min-human', '1');
    const second = (await json('run', '--recipe', 's1', '--n', '4', '--seed', '42')) as typeof first;
    expect(second.funnel.find(({ stage }) => stage === 'difficulty')).toMatchObject({
      dropped: { solved: 1 },
    });
    const people = fileOf(
      'people.jsonl',
      jsonLines({ id: 'q1', model: SOLVER, verdict: 'wrong', by: 'ann' }),
    );
    expect(await json('grades', 'import', people)).toMatchObject({ grades: 1, people: 1 });
    expect(await json('grades', 'agreement')).toMatchObject({
      rule: { kappa: 0.6, verdicts: 1 },
      graders: [{ grader: SOLVER, prompt: 'grade@1', graded: 3, n: 1, counts: false }],
    });
    const status = await say('attempts', 'status');
    expect(status.out).toContain(String(attempted.collectionId));
  },
  240_000,
);

test.skipIf(!built)(
  'without a model the two solvers of s1 are asked, one after the other (skipped where the tokenizer is not built: npm run build)',
  async () => {
    const { json, endpoint, fake } = await solving();
    const both = await json('attempts', 'collect', '--endpoint', endpoint, '--samples', '1');
    expect(both).toMatchObject([
      { model: SOLVER, asked: 4, pending: 0 },
      { model: LARGER, asked: 4, pending: 0 },
    ]);
    expect(fake.ledger.entries.filter(({ route }) => route === 'generate').map(({ model }) => model)).toEqual(
      [...Array.from({ length: 4 }, () => SOLVER), ...Array.from({ length: 4 }, () => LARGER)],
    );
  },
  120_000,
);

test.skipIf(!built)(
  'killed in the middle and started again, at most the calls under way are paid twice (skipped where the tokenizer is not built: npm run build)',
  async () => {
    const { dir, fake, endpoint } = await solving(400);
    const served = () => fake.ledger.entries.filter(({ route }) => route === 'generate').length;
    const argv = [
      ...['attempts', 'collect', '--first', '2', '--samples', '2', '--concurrency', '2'],
      ...['--model', SOLVER, '--endpoint', endpoint],
    ];
    const child = spawn(process.execPath, [MAIN, ...argv], {
      env: { ...process.env, WINNOW_WORKSPACE: dir, OPENAI_API_KEY: 'test-key' },
      stdio: 'ignore',
    });
    const gone = once(child, 'exit');
    await expect.poll(served, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(3);
    child.kill('SIGKILL');
    await gone;
    const { code, out, err } = await winnow(dir, [...argv, '--json'], { OPENAI_API_KEY: 'test-key' });
    expect(code, err).toBe(0);
    const report = JSON.parse(out) as Record<string, unknown>;
    await fake.settled();
    expect(report).toMatchObject({ asked: 8, answered: 8, pending: 0 });
    expect(report.lost).toBeLessThanOrEqual(2);
    expect(served()).toBeLessThanOrEqual(8 + Number(report.lost));
    expect(served()).toBeGreaterThanOrEqual(8);
  },
  240_000,
);
