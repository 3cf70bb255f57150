import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { selfTest, writeSample } from '../../server/intake/sample/folder.ts';
import { importSignals } from '../../server/intake/signals.ts';
import { runShipped, shippedRecipe } from '../helpers/run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const DATA = join(import.meta.dirname, '../../data');

test('the default recipe finds what is planted in the sample, and accuses nothing else', async () => {
  const sample = writeSample(temporaryFolder(), DATA, () => undefined, { questions: 6000 });
  const workspace = temporaryWorkspace();
  await importFiles(workspace, sample.questions, { actor: 'test' });
  await addBenchmarks(workspace, [sample.benchmark], {}, 'test');
  await importSignals(workspace, [sample.signals], 'test');
  await runShipped(workspace, { recipe: 'winnow', set: ['diversity.n=50'] });
  const decisions = workspace.decisions.ofRun(workspace.runs.latest()?.n ?? 0);
  const rows = selfTest(sample, decisions, shippedRecipe('winnow'));
  const shares = Object.fromEntries(
    rows.map(({ kind, planted, found }) => [kind, found === null ? null : found / (planted ?? found)]),
  );
  const all = [
    'exact-copies',
    'leaks-whole',
    'asymptote',
    'missing-image',
    'numbering',
    'bold-label',
    'solved',
  ];
  expect(Object.fromEntries(all.map((kind) => [kind, shares[kind]]))).toEqual(
    Object.fromEntries(all.map((kind) => [kind, 1])),
  );
  expect(shares['case-and-spacing']).toBe(1);
  expect(shares['near-copies']).toBeGreaterThan(0.97); // some rewordings of short texts are missed
  expect(shares['without-solution']).toBeNull();
  expect(shares.plain).toBeGreaterThan(0.998);
});
