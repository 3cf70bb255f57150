import { expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/workspace.ts';
import { lastLine, spawnImport, writeTraces } from '../intake/processes.ts';

test('a file of 800 MB with traces is read in under 400 MB of memory', async () => {
  const { path, records } = await writeTraces('traces.jsonl', 800e6);
  const { last } = await lastLine(spawnImport(temporaryFolder(), [path]));
  const { imported, peakMB } = JSON.parse(last) as { imported: number; peakMB: number };
  expect(imported).toBe(records);
  expect(peakMB).toBeLessThan(400);
});
