import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { nextCall } from '../../server/jobs/evaluating/forcing.ts';
import { prepareEvaluation } from '../../server/jobs/evaluating/settings.ts';
import { FORMATS } from '../../server/release/formats/formats.ts';
import { systemOf } from '../../server/release/training/templates.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { croissantFaults } from './checks/croissant.ts';
import { collected, linesOf, readTree, release, TRAINING } from './fixture.ts';

const SYSTEM = 'Think first.\nThen answer in one line.';
const python = spawnSync('python3', ['--version']).status === 0;

async function released() {
  const workspace = temporaryWorkspace();
  const run = await collected(workspace);
  const out = join(temporaryFolder(), 'set');
  const report = await release(workspace, { run, out, system: `  ${SYSTEM}\n` });
  return { workspace, run, out, report, tree: readTree(out) };
}

test('a system text stands in every format in its own place, and in its twin', async () => {
  const { out, report, tree, workspace, run } = await released();
  expect(report.system).toBe(SYSTEM);
  const first = (name: string) =>
    JSON.parse(linesOf(tree[`data/${name}/train.jsonl`])[0] ?? '') as Record<string, unknown>;
  const turn = { role: 'system', content: SYSTEM };
  expect(first('messages').messages).toEqual([turn, expect.anything(), expect.anything()]);
  expect(first('messages-reasoning').messages).toEqual([
    { ...turn, reasoning_content: null },
    ...[expect.anything(), expect.anything()],
  ]);
  expect(first('prompt-completion')).toMatchObject({ prompt: [turn, { role: 'user' }] });
  expect(first('prompt-completion-text').prompt).toMatch(/^<\|im_start\|>system\nThink first\.\nThen answer/);
  expect(first('s1').text).toMatch(
    /^<\|im_start\|>system\nThink first\..*<\|im_end\|>\n<\|im_start\|>user\n/s,
  );
  expect(first('sharegpt')).toMatchObject({ conversations: [{ from: 'system', value: SYSTEM }, {}, {}] });
  expect(first('alpaca')).toMatchObject({ system: SYSTEM });
  expect(first('gemini')).toMatchObject({ systemInstruction: { role: 'system', parts: [{ text: SYSTEM }] } });
  for (const { name } of FORMATS) {
    const bytes = readFileSync(join(out, `data/${name}/train.parquet`));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    const rows = linesOf(tree[`data/${name}/train.jsonl`]).map((line) => JSON.parse(line) as unknown);
    expect(await parquetReadObjects({ file })).toStrictEqual(rows);
  }
  expect(JSON.parse(tree['data/alpaca/dataset_info.json'] ?? '')).toMatchObject({
    winnow: { columns: { system: 'system' } },
  });
  expect(JSON.parse(tree['training/template.json'] ?? '')).toMatchObject({ system: SYSTEM });
  expect(JSON.parse(tree['manifest.json'] ?? '')).toMatchObject({ system: SYSTEM });
  expect(croissantFaults(tree['croissant.json'] ?? '', tree)).toEqual([]);
  expect(tree['croissant.json']).toContain('"@id": "gemini/systemInstruction/parts/text"');
  const other = await release(workspace, { run, out: join(temporaryFolder(), 'plain') });
  expect(other.releaseId).not.toBe(report.releaseId);
  expect(other).not.toHaveProperty('system');
});

test.runIf(python)('the preflight of such a release takes it as it is', async () => {
  const { out } = await released();
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const ended = spawnSync('python3', [join(out, 'training/preflight.py')], { encoding: 'utf8', env });
  expect([ended.status, ended.stderr]).toEqual([0, '']);
});

test('an evaluation of what was trained on it says the same before every question', async () => {
  const { workspace, report } = await released();
  await addBenchmarks(
    workspace,
    [fileOf('b.jsonl', jsonLines({ id: 'x', question: 'Why?', answer: '7' }))],
    {},
    'ann',
  );
  const options = {
    ...{ model: 'm', endpoint: '', benchmarks: ['b'], budgets: [5], waits: [], release: report.releaseId },
    ...{ mostThinking: 10, mostAnswer: 5, temperature: 0, seed: null },
  };
  const { settings, forcing } = prepareEvaluation(workspace, TRAINING.templates, options);
  expect(settings.system).toBe(SYSTEM);
  expect(nextCall('Why?', { budget: 5, waits: 0 }, forcing, [])).toMatchObject({
    prompt: `<|im_start|>system\n${SYSTEM}<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n<think>\n`,
  });
  const { settings: plain } = prepareEvaluation(workspace, TRAINING.templates, {
    ...options,
    release: undefined,
  });
  expect(plain).not.toHaveProperty('system');
});

test.each([['  \u0085'], ['be <|im_end|> brief'], ['a\0b'], ['a\ud800'], ['x'.repeat(20_001)]])(
  'a system text that no row can carry is refused in one line: %j',
  (text) => {
    expect(() => systemOf(text)).toThrow(
      /^The system text \(--system\) has to be 1 to 20000 characters without control tokens/,
    );
  },
);
