import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importFiles } from '../../server/intake/import-files.ts';
import { listLicences } from '../../server/intake/licences.ts';
import { SHIPPED } from '../comply/facts.ts';
import { pairsAmong } from '../decide/near/shared-questions.ts';
import { detected } from '../decide/quality/detected.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { KINDS, kindsOf } from '../intake/real-licences.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.gz'))
    .sort()
    .map((name) => join(folder, name));

test('the real pool: every question of every source, once', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const workspace = temporaryWorkspace();
  const started = process.cpuUsage();
  const { licences } = SHIPPED;
  const report = await importFiles(workspace, filesIn(join(REAL_POOL, 'pool')), {}, { licences });
  const { user, system } = process.cpuUsage(started);
  expect(report).toMatchObject({ imported: 59_029, alreadyPresent: 0, rejected: 0, warnings: [] });
  expect(report.sources).toHaveLength(33);
  expect((user + system) / 1e6).toBeLessThan(15); // seconds; five on a quiet machine
  expect(kindsOf(listLicences(workspace, licences))).toEqual(KINDS);
  const again = await importFiles(workspace, filesIn(join(REAL_POOL, 'pool')));
  expect(again).toMatchObject({ importId: null, imported: 0, alreadyPresent: 59_029 });
});

test('over the real pool the detectors find the drawings, and drop at most one question in twenty-five in all', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const { count, dropped, all } = detected(readdirSync(join(REAL_POOL, 'pool')).sort(), 1);
  expect(dropped.asymptote).toBeGreaterThan(count / 60);
  expect(all / count, JSON.stringify(dropped)).toBeLessThan(0.04);
  expect((all - (dropped.asymptote ?? 0)) / count, JSON.stringify(dropped)).toBeLessThan(0.015);
});

/** Sources full of templates, and sources that are known to hold each other's questions. */
const FILES = ['agieval', 'aime', 'aqua', 'bbh', 'game24', 'math', 'svamp'];

test('of the real pool templates stay apart, and what two sources share is found', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const { candidates, within, nearIn } = pairsAmong(FILES);
  expect(candidates).toBeGreaterThan(20_000);
  expect([nearIn('game24'), nearIn('svamp')]).toEqual([0, expect.any(Number)]);
  expect(nearIn('svamp')).toBeLessThanOrEqual(5);
  expect(nearIn('bbh')).toBeLessThanOrEqual(20);
  expect(within('agieval', 'math')).toBeGreaterThan(880);
  expect(within('aime', 'math')).toBeGreaterThan(380);
  expect(within('agieval', 'aqua')).toBeGreaterThanOrEqual(250);
});
