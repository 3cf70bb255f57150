import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { billedOf, type Served, totalsOf } from './ledger.ts';
import type { FakePlan, FaultRule } from './plan.ts';
import { startFakeModels } from './server.ts';

export interface SpawnedFakeModels {
  url: string;
  pid: number;
  /** The book so far. */
  ledger(): Promise<{ entries: Served[]; billed: Served[]; totals: ReturnType<typeof totalsOf> }>;
  /** Other faults from now on. */
  setFaults(faults: readonly FaultRule[]): Promise<void>;
  /** Ends the process and waits until it is gone. */
  close(): Promise<void>;
}

/** The same server in a process of its own, for tests that kill its clients. It ends with whoever started it. */
export async function spawnFakeModels(plan: Omit<FakePlan, 'reply'> = {}): Promise<SpawnedFakeModels> {
  const file = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(`${JSON.stringify(plan)}\n`);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject).once('exit', () => reject(new Error('The fake server did not start.')));
  });
  return {
    url,
    pid: child.pid ?? 0,
    async ledger() {
      const entries = (await (await fetch(`${url}/fake/ledger`)).json()) as Served[];
      return { entries, billed: billedOf(entries), totals: totalsOf(entries) };
    },
    async setFaults(faults) {
      await fetch(`${url}/fake/faults`, { method: 'POST', body: JSON.stringify(faults) });
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}

/** What the process does: the plan is its first line, and the end of its input is its end. */
async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  const [first] = (await once(lines, 'line')) as [string];
  const fake = await startFakeModels(JSON.parse(first) as FakePlan);
  lines.once('close', () => void fake.close());
  process.stdout.write(`${fake.url}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
