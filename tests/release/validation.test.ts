import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { audit } from '../../server/release/audit/audit.ts';
import { FORMATS } from '../../server/release/formats/formats.ts';
import { verifyRelease } from '../../server/release/verify/verify.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collect, LENIENT, linesOf, provenanceOf, readTree, release } from './fixture.ts';

const words = [
  'How many ways are there to tile a board of two rows and nine columns with dominoes?',
  'Find the remainder of the product of the first forty primes divided by one hundred and one.',
  'A cone is filled to half its height with water; which share of its volume is that?',
  'Prove that every connected graph with nine vertices and nine edges holds exactly one cycle.',
  'Which acid is the strongest among those that a battery of lead may hold when it is charged?',
  'At what speed does the shadow of a lamp post move when a walker leaves it at two metres a second?',
];
/** Ranks 3 and 5 ask what rank 1 asks, in other letters. */
const seven = [
  worked('a', { question: words[0] ?? '' }),
  worked('b', { question: words[1] ?? '' }),
  worked('a-again', { question: `${(words[0] ?? '').toUpperCase()}  ` }),
  worked('c', { question: words[2] ?? '' }),
  worked('c-again', { question: (words[2] ?? '').replace('; ', ' ;  ') }),
  worked('d', { question: words[3] ?? '', solution: null }),
  worked('e', { question: words[4] ?? '' }),
];

async function released(validation?: number) {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, seven, 2);
  await collect(workspace, run);
  await collect(workspace, run, 6);
  const out = join(temporaryFolder(), 'set');
  const report = await release(workspace, { run, out, validation });
  return { workspace, run, out, report, tree: readTree(out) };
}

const namesOf = (tree: Record<string, string>, split: string) =>
  provenanceOf(tree)
    .filter((line) => 'split' in line && line.split === split)
    .map(({ externalId }) => externalId);

describe('rows for validation', () => {
  test('are the next by rank that can be released and repeat no row, in every format and its twin', async () => {
    const { tree, out, report } = await released(2);
    expect([namesOf(tree, 'train'), namesOf(tree, 'validation')]).toEqual([
      ['a', 'b'],
      ['c', 'e'],
    ]);
    expect(report.validation).toEqual({
      rows: 2,
      wanted: 2,
      rowsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      longest: expect.any(Number),
      passedOver: { 'near-duplicate': 2, 'no-solution': 1 },
    });
    expect([report.rows, report.warnings]).toEqual([2, []]);
    const ids = provenanceOf(tree)
      .slice(2)
      .map(({ questionId }) => questionId);
    for (const { name } of FORMATS) {
      const rows = linesOf(tree[`data/${name}/validation.jsonl`]).map(
        (line) => JSON.parse(line) as { id: string },
      );
      expect(rows.map(({ id }) => id)).toEqual(ids);
      const bytes = readFileSync(join(out, `data/${name}/validation.parquet`));
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
      expect((await parquetReadObjects({ file })).map(({ id }) => String(id))).toEqual(ids);
    }
    expect(tree['README.md']).toContain('  - split: validation\n    path: data/s1/validation.jsonl');
    expect(JSON.parse(tree['data/sharegpt/dataset_info.json'] ?? '')).toMatchObject({
      winnow_validation: { file_name: 'validation.jsonl' },
    });
    const config = (name: string) => parse(tree[`training/configs/${name}.yaml`] ?? '') as unknown;
    expect([config('llamafactory'), config('axolotl'), config('torchtune')]).toMatchObject([
      { eval_dataset: 'winnow_validation', eval_strategy: 'epoch' },
      { test_datasets: [{ path: 'data/messages/validation.jsonl', split: 'train' }], evals_per_epoch: 1 },
      { dataset_val: { data_files: 'data/messages/validation.jsonl', train_on_input: false } },
    ]);
    expect(JSON.parse(tree['training/settings.json'] ?? '')).toMatchObject({
      rows: 2,
      validation: { file: 'data/prompt-completion/validation.jsonl', rows: 2 },
    });
    const sets = (JSON.parse(tree['croissant.json'] ?? '') as { recordSet: { '@id': string }[] }).recordSet;
    expect(sets.map((one) => one['@id'])).toEqual(
      expect.arrayContaining(['splits', 's1', 's1-validation', 'gemini-validation']),
    );
  });

  test('change nothing of what is trained on, and are the same bytes when asked for again', async () => {
    const { workspace, run, tree } = await released(2);
    const plain = await released();
    for (const { name } of FORMATS)
      expect(tree[`data/${name}/train.jsonl`]).toBe(plain.tree[`data/${name}/train.jsonl`]);
    expect(Object.keys(plain.tree).filter((path) => path.includes('validation'))).toEqual([]);
    expect(plain.tree['training/configs/axolotl.yaml']).not.toContain('validation');
    const out = join(temporaryFolder(), 'again');
    await release(workspace, { run, out, validation: 2 });
    expect(readTree(out)).toEqual(tree);
  });

  test('are warned of where the reserve has too few, and refused where it has none', async () => {
    const { workspace, run, report } = await released(5);
    expect([report.validation?.rows, report.warnings]).toEqual([
      2,
      [expect.stringMatching(/^Only 2 of 5 rows for validation were found in the reserve: winnow run --set/)],
    ]);
    const whole = storeRankedRun(workspace, [worked('x'), worked('y')], 2, {}, 'run-0000000002');
    await collect(workspace, whole);
    const out = join(temporaryFolder(), 'none');
    await expect(release(workspace, { run: whole, out, validation: 1 })).rejects.toThrow(
      /^No question of the reserve can be released for validation\. Collect their traces: winnow traces collect/,
    );
    expect(run.report.runId).not.toBe(whole.report.runId);
  });

  test('pass the same gate: a flag on one of them stops the release under a policy that blocks it', async () => {
    const workspace = temporaryWorkspace();
    const closed = [...seven.slice(0, 6), worked('e', { question: words[4] ?? '', license: 'CC-BY-NC-4.0' })];
    const run = storeRankedRun(workspace, closed, 2);
    await collect(workspace, run, 6);
    const attempt = (validation?: number) =>
      release(
        workspace,
        { run, out: join(temporaryFolder(), 'set'), policy: 'strict', validation },
        { shipped: LENIENT },
      );
    expect((await attempt()).rows).toBe(2);
    await expect(attempt(2)).rejects.toMatchObject({
      code: 'refused',
      details: { refused: { LICENCE_NONCOMMERCIAL: 1 } },
    });
  });

  test('are verified like the others, and an audit tells on which line each stands', async () => {
    const { workspace, out, report } = await released(2);
    expect(verifyRelease(out)).toMatchObject({ verdict: 'untouched', rows: 2 });
    const mjs = (dir: string) => spawnSync('node', [join(dir, 'verify.mjs')], { encoding: 'utf8' }).status;
    expect(mjs(out)).toBe(0);
    const found = audit(workspace, SHIPPED.terms, `${report.releaseId}:4`);
    expect(found.matches[0]).toMatchObject({
      question: { externalId: 'e' },
      releases: [{ releaseId: report.releaseId, line: 4, split: 'validation', splitLine: 2 }],
    });
    const harmed = join(temporaryFolder(), 'harmed');
    cpSync(out, harmed, { recursive: true });
    const file = join(harmed, 'data/s1/validation.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('cone', 'cube'));
    expect([verifyRelease(harmed).verdict, mjs(harmed)]).toEqual(['tampered', 1]);
  });
});
