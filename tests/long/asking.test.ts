import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ModelReport } from '../../server/ask/model/report.ts';
import { killAndCompare } from '../ask/killing.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

test('killed forty times while it asks for a thousand replies, the books agree', async () => {
  await killAndCompare(1000, 40, 60);
});

test('a collection of 59,029 questions stays under 500 MB of memory', async () => {
  const dir = temporaryFolder();
  const workspace = temporaryWorkspace(dir);
  const text = 'Let the quantity be given as in the statement above, and consider it once more. '.repeat(8);
  const questions = Array.from({ length: 59_029 }, (_, i) => worked(`q${i}`, { question: `${i}: ${text}` }));
  storeRankedRun(workspace, questions, questions.length);
  const served = join(temporaryFolder(), 'served.txt');
  writeFileSync(served, '');
  const script = join(import.meta.dirname, '../ask/asking-process.ts');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, dir, served, 'run-0000000001', '0', '128'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part;
  });
  await new Promise((resolve) => child.on('close', resolve));
  const report = JSON.parse(out) as ModelReport & { peakMB: number };
  expect(report).toMatchObject({ asked: 59_029, answered: 59_029, pending: 0 });
  console.log(`peak ${report.peakMB.toFixed(0)} MB`);
  expect(report.peakMB).toBeLessThan(500);
});
