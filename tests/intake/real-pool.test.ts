import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { listLicences } from '../../server/intake/licences.ts';
import { SHIPPED } from '../comply/facts.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { KINDS, kindsOf } from './real-licences.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.gz'))
    .sort()
    .map((name) => join(folder, name));

/** Seconds of processor time to read a question in: 15 for the whole pool, which takes five on a quiet machine. */
const PER_QUESTION = 15 / 59_029;

// tests/long/real-pool.test.ts holds the same of every file.
test('every fourth file of the real pool: every question of every source, once', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const workspace = temporaryWorkspace();
  const files = filesIn(join(REAL_POOL, 'pool')).filter((_, i) => i % 4 === 1);
  const started = process.cpuUsage();
  const { licences } = SHIPPED;
  const report = await importFiles(workspace, files, {}, { licences });
  const { user, system } = process.cpuUsage(started);
  expect(report).toMatchObject({ imported: 9_072, alreadyPresent: 0, rejected: 0, warnings: [] });
  expect(report.sources).toHaveLength(8);
  expect((user + system) / 1e6).toBeLessThan(9_072 * PER_QUESTION);
  const kinds = kindsOf(listLicences(workspace, licences));
  const told = KINDS.map(([declared, stands, , commercial]) => [declared, stands, commercial]);
  expect(told).toEqual(
    expect.arrayContaining(kinds.map(([declared, stands, , commercial]) => [declared, stands, commercial])),
  );
  expect(kinds.map(([, , questions]) => questions)).toEqual([
    3479, 1606, 1270, 1000, 500, 500, 309, 148, 137, 123,
  ]);
  const again = await importFiles(workspace, files);
  expect(again).toMatchObject({ importId: null, imported: 0, alreadyPresent: 9_072 });
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
