import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ModelReport } from '../../server/ask/model/report.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { storeRankedRun, worked } from './ranked-run.ts';
import { REPLY_COSTS } from './scripted.ts';

/** Calls that the process has under way at most. */
const IN_FLIGHT = 8;

const script = join(import.meta.dirname, 'asking-process.ts');

/** Starts a process that collects. @param after it is killed when the provider took in so many calls more; null: never */
async function start(dir: string, served: string, ms: number, after: number | null): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, dir, served, 'run-0000000001', String(ms)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  if (after !== null) {
    const until = linesOf(served).length + after;
    while (child.exitCode === null && linesOf(served).length < until) await delay(1);
    await delay(Math.random() * 20);
    child.kill('SIGKILL');
  }
  await closed;
  return out;
}

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

/**
 * Collects n items with a process that is killed again and again at random moments, lets the last one come to its
 * end, and compares what the provider took in with what the books hold.
 */
export async function killAndCompare(n: number, kills: number, ms: number): Promise<void> {
  const dir = temporaryFolder();
  const workspace = temporaryWorkspace(dir);
  const questions = Array.from({ length: n }, (_, i) => worked(`q${i}`));
  storeRankedRun(workspace, questions, n);
  const served = join(temporaryFolder(), 'served.txt');
  writeFileSync(served, '');
  for (let kill = 0; kill < kills; kill++)
    await start(dir, served, ms, 1 + Math.floor((Math.random() * n) / kills));
  const report = JSON.parse(await start(dir, served, ms, null)) as ModelReport;
  expect(report).toMatchObject({ asked: n, answered: n, pending: 0, failed: {} });

  const calls = [...workspace.calls.of(report.collectionId)];
  expect(calls.filter(({ endedAt }) => endedAt === null)).toEqual([]);
  const lost = calls.filter(({ outcome }) => outcome === 'lost');
  expect(lost.length).toBe(report.lost);
  expect(lost.length).toBeLessThanOrEqual(kills * IN_FLIGHT);
  const answered = calls.filter(({ outcome }) => outcome === 'answered');
  expect(new Set(answered.map(({ ask }) => ask)).size).toBe(n);
  expect(answered).toHaveLength(n); // nobody who was answered was asked again
  expect(report.spentUsd).toBe((n * REPLY_COSTS) / 1e6);
  // Every call that reached the provider has a row; a row without one was cut off before it left.
  const taken = linesOf(served).length;
  expect(taken).toBeLessThanOrEqual(calls.length);
  expect(taken).toBeGreaterThanOrEqual(calls.length - lost.length);
  const rows = workspace.db
    .prepare<[], { key: string; n: number }>(
      'SELECT lower(hex(a.key)) AS key, count(*) AS n FROM calls c JOIN asks a ON a.n = c.ask GROUP BY a.key',
    )
    .all();
  const left = new Map(rows.map(({ key, n: calls }) => [key, calls]));
  for (const key of linesOf(served)) left.set(key, (left.get(key) ?? 0) - 1);
  expect([...left.values()].filter((more) => more < 0)).toEqual([]);
  expect(workspace.db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
}
