import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { type ListedLicence, listLicences } from '../../server/intake/licences.ts';
import { SHIPPED } from '../comply/facts.ts';
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

/** Each licence as it is stated, what it stands for, its questions, and whether it allows commercial use. */
const KINDS = [
  ['MIT', 'MIT', 35_362, 'yes'],
  ['Apache-2.0', 'Apache-2.0', 14_032, 'yes'],
  ['CC-BY-NC-SA-4.0', 'CC-BY-NC-SA-4.0', 2_908, 'no'],
  ['CC-BY-4.0', 'CC-BY-4.0', 2_034, 'yes'],
  ['CC-BY-NC-4.0', 'CC-BY-NC-4.0', 1_500, 'no'],
  ['Creative Commons Attribution 3.0 Unported License (CC BY 3.0)', 'CC-BY-3.0', 1_000, 'yes'],
  [
    'Creative Commons Attribution Non-Commercial ShareAlike 4.0 International License (CC BY-NC-SA 4.0)',
    'CC-BY-NC-SA-4.0',
    500,
    'no',
  ],
  ['Creative Commons License', 'unknown', 500, 'unknown'],
  ['CC-BY-NC-SA-2.0-UK', 'CC-BY-NC-SA-2.0-UK', 476, 'no'],
  [
    'Creative Commons Attribution-NonCommercial-ShareAlike 3.0 Unported License (CC BY-NC-SA 3.0)',
    'CC-BY-NC-SA-3.0',
    309,
    'no',
  ],
  ['GNU Free Documentation License', 'GFDL-1.1-or-later', 148, 'yes'],
  ['Creative Commons License  (CC BY)', 'LicenseRef-CC-BY-unversioned', 137, 'yes'],
  ['Creative Commons Attribution License (CC BY)', 'LicenseRef-CC-BY-unversioned', 123, 'yes'],
];

/** Summed over sources, most questions first. */
function kindsOf(listed: readonly ListedLicence[]): (string | number | null)[][] {
  const kinds = new Map<string, (string | number | null)[]>();
  for (const { declared, licences, questions, commercial } of listed) {
    const known = Number(kinds.get(String(declared))?.[2] ?? 0);
    const stands = licences.join(' AND ') || 'unknown';
    kinds.set(String(declared), [declared, stands, known + questions, commercial]);
  }
  const byNumber = (a: (string | number | null)[], b: (string | number | null)[]) =>
    Number(b[2]) - Number(a[2]) || (String(a[0]) < String(b[0]) ? -1 : 1);
  return [...kinds.values()].sort(byNumber);
}
