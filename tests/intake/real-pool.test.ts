import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.gz'))
    .sort()
    .map((name) => join(folder, name));

test('the real pool: every question of every source, once', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const workspace = temporaryWorkspace();
  const started = performance.now();
  const report = await importFiles(workspace, filesIn(join(REAL_POOL, 'pool')));
  const seconds = (performance.now() - started) / 1000;
  expect(report).toMatchObject({ imported: 59_029, alreadyPresent: 0, rejected: 0, warnings: [] });
  expect(report.sources).toHaveLength(33);
  expect(seconds).toBeLessThan(15); // four on a quiet machine; tests share it
  const again = await importFiles(workspace, filesIn(join(REAL_POOL, 'pool')));
  expect(again).toMatchObject({ importId: null, imported: 0, alreadyPresent: 59_029 });
});

test('the real benchmarks, texts and fingerprints', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const added = await addBenchmarks(temporaryWorkspace(), filesIn(join(REAL_POOL, 'evals')), {}, 'me');
  expect(added.map(({ name, items, rejected }) => [name, items, rejected])).toEqual([
    ['aime24', 30, 0],
    ['aime25', 30, 0],
    ['gpqa_diamond', 198, 0],
    ['math500', 500, 0],
  ]);
});
