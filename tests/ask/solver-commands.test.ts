import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MAIN, winnow } from '../helpers/cli.ts';
import { startFakeModels } from '../helpers/fake-models/server.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';

const built = existsSync(join(import.meta.dirname, '../../dist/tokenizers/qwen2.5.bin'));
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

/** A workspace of four questions, a fake server, and a solver of which somebody has said whose weights it has. */
async function solving(latencyMs = 0) {
  const models = [SOLVER, LARGER].map((name) => ({ name, thinks: false, field: 'none' as const }));
  const fake = await startFakeModels({ latencyMs, models, reply: (prompt) => ({ answer: written(prompt) }) });
  onTestFinished(() => fake.close());
  const dir = temporaryFolder();
  const endpoint = `${fake.url}/v1`;
  const json = async (...argv: string[]) => {
    const { code, out, err } = await winnow(dir, [...argv, '--json'], { OPENAI_API_KEY: 'test-key' });
    expect(code, err).toBe(0);
    return JSON.parse(out) as Record<string, unknown>;
  };
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
  return { dir, fake, endpoint, json, ask };
}

test.skipIf(!built)(
  'attempts, grades and labels are collected on the command line, and the gate of s1 reads them (skipped where the tokenizer is not built: npm run build)',
  async () => {
    const { dir, fake, json, ask } = await solving();
    const attempts = await ask('attempts', 'collect', '--samples', '1');
    expect(attempts).toMatchObject({
      asked: 4,
      answered: 4,
      pending: 0,
      runId: null,
      spentUsd: 0,
      traces: { in: 0, usable: 0, dropped: {} },
      verdicts: { correct: 1, wrong: 0, unverifiable: 3 },
    });
    expect(attempts.flags).toEqual(expect.any(Object));
    const grades = await ask('grades', 'collect', '--orders', '1');
    expect(grades).toMatchObject({ asked: 3, verdicts: { correct: 3, wrong: 0, unverifiable: 0 } });
    const labels = await ask('labels', 'collect');
    expect(labels).toMatchObject({ asked: 4, labels: { '11': 4 } });
    expect(fake.ledger.entries.filter(({ route }) => route === 'generate')).toHaveLength(4 + 3 + 4);

    const again = await ask('attempts', 'collect', '--samples', '1');
    expect(again).toMatchObject({ collectionId: attempts.collectionId, asked: 4 });
    expect(fake.ledger.entries.filter(({ route }) => route === 'generate')).toHaveLength(11);

    const run = (await json('run', '--recipe', 's1', '--n', '4', '--seed', '42')) as {
      funnel: { stage: string; applied: boolean; dropped: Record<string, number> }[];
      signals: { domain: Record<string, number> };
    };
    const gate = run.funnel.find(({ stage }) => stage === 'difficulty');
    expect(gate).toMatchObject({ applied: true, dropped: { solved: 4 } });
    expect(run.signals.domain).toEqual({ label: 4 });

    await json('grades', 'rule', '--require-kappa', '0.6', '--min-human', '1');
    const second = (await json('run', '--recipe', 's1', '--n', '4', '--seed', '42')) as typeof run;
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
    const status = await winnow(dir, ['attempts', 'status']);
    expect(status.out).toContain(String(attempts.collectionId));
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
    const { dir, fake, endpoint, ask } = await solving(400);
    const served = () => fake.ledger.entries.filter(({ route }) => route === 'generate').length;
    const argv = ['attempts', 'collect', '--first', '2', '--samples', '2', '--concurrency', '2'];
    const child = spawn(process.execPath, [MAIN, ...argv, '--model', SOLVER, '--endpoint', endpoint], {
      env: { ...process.env, WINNOW_WORKSPACE: dir, OPENAI_API_KEY: 'test-key' },
      stdio: 'ignore',
    });
    const gone = once(child, 'exit');
    await expect.poll(served, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(3);
    child.kill('SIGKILL');
    await gone;
    const report = await ask(...argv);
    await fake.settled();
    expect(report).toMatchObject({ asked: 8, answered: 8, pending: 0 });
    expect(report.lost).toBeLessThanOrEqual(2);
    expect(served()).toBeLessThanOrEqual(8 + Number(report.lost));
    expect(served()).toBeGreaterThanOrEqual(8);
  },
  240_000,
);
