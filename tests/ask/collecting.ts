import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ModelReport } from '../../server/ask/model/report.ts';
import { costMicroUsd, priceAt } from '../../server/comply/prices.ts';
import { loadShipped } from '../../server/db/shipped.ts';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import { MAIN } from '../helpers/cli.ts';
import type { Served } from '../helpers/fake-models/ledger.ts';
import type { FakePlan } from '../helpers/fake-models/plan.ts';
import { spawnFakeModels } from '../helpers/fake-models/spawned.ts';
import { ASSETS } from '../helpers/run.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Of the shape of a Gemini key, so that a leak would be seen. */
export const FAKE_KEY = 'AIzaSyFAKE-0123456789abcdefghijklmnopqrs';

/** How a collection is disturbed on its way. */
export interface Trials {
  /** Questions that are to hold a usable trace. */
  wanted: number;
  kills: number;
  /** A kill comes this long after its command has begun to ask. Unit: milliseconds, from-to. */
  killAfterMs: readonly [number, number];
  /** A first ceiling, which stops the collection before its end. Unit: dollars. */
  firstBudgetUsd: number;
  rpm: number;
  plan: Omit<FakePlan, 'reply'>;
}

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/**
 * Collects traces of the latest run from a fake Gemini through the command line: stopped by a budget,
 * killed again and again, and resumed to its end. Then the books of both sides are compared.
 * @returns the report of the last command and what the fake has served
 */
export async function collectThroughTrials(dir: string, trials: Trials) {
  const fake = await spawnFakeModels(trials.plan);
  try {
    const collect = (more: readonly string[] = []) => command(dir, fake.url, trials, more);
    const poor = await collect(['--budget-usd', String(trials.firstBudgetUsd)]).ended;
    expect([poor.code, poor.out]).toEqual([4, expect.stringContaining('"code":"stopped"')]);
    for (let kill = 0; kill < trials.kills; kill++) {
      const running = collect();
      const [from, to] = trials.killAfterMs;
      await running.asking;
      await delay(from + Math.random() * (to - from));
      running.child.kill('SIGKILL');
      await running.ended;
    }
    const whole = await collect().ended;
    expect([whole.code, whole.err.match(/AIza[\w-]*/)]).toEqual([0, null]);
    const again = await collect().ended;
    const report = JSON.parse(whole.out) as ModelReport;
    expect({ ...(JSON.parse(again.out) as ModelReport), seconds: 0 }).toEqual({ ...report, seconds: 0 });
    const { entries } = await fake.ledger();
    compareBooks(dir, report, entries);
    return { report, entries };
  } finally {
    await fake.close();
  }
}

function command(dir: string, url: string, { wanted, rpm }: Trials, more: readonly string[]) {
  const args = ['traces', 'collect', '--run', 'latest', '--teacher', 'gemini', '--json'];
  const options = ['--until-usable', String(wanted), '--rpm', String(rpm), ...more];
  const child = spawn(process.execPath, [MAIN, ...args, ...options], {
    cwd: ROOT,
    env: { ...process.env, WINNOW_WORKSPACE: dir, GEMINI_API_KEY: FAKE_KEY, GOOGLE_GEMINI_BASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Ended = { code: null, out: '', err: '' };
  const asking = new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
      if (/asking \S+: /.test(said.err)) resolve();
    });
    child.on('close', () => resolve());
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ ...said, code })));
  return { child, asking, ended };
}

/**
 * Every stored cost is that of a reply that was served for the same question, none stands twice, and what was served
 * beyond them fits calls whose end nobody saw; the report is the sum of the rows.
 */
export function compareBooks(
  dir: string,
  report: Pick<ModelReport, 'collectionId' | 'spentUsd' | 'unsettledUsd'>,
  entries: readonly Served[],
): void {
  const workspace = openWorkspace(dir, {
    now: () => new Date(),
    randomHex: (n) => '0'.repeat(2 * n),
    pid: process.pid,
  });
  try {
    const booked = bookedBy(workspace, report.collectionId);
    const served = servedBy(entries);
    let unseen = 0;
    for (const [prompt, costs] of served) {
      const mine = booked.get(prompt) ?? { costs: [], open: 0 };
      const left = [...costs];
      for (const cost of mine.costs) {
        const at = left.indexOf(cost);
        expect(at, `a cost of ${cost} that was not served`).toBeGreaterThanOrEqual(0);
        left.splice(at, 1);
      }
      expect(left.length, 'replies that no call stands for').toBeLessThanOrEqual(mine.open);
      unseen += left.reduce((sum, cost) => sum + cost, 0);
    }
    const stored = [...booked.values()].flatMap(({ costs }) => costs).reduce((sum, cost) => sum + cost, 0);
    const total = [...served.values()].flat().reduce((sum, cost) => sum + cost, 0);
    expect(stored + unseen).toBe(total);
    expect(Math.round(report.spentUsd * 1e6)).toBe(stored);
    expect(unseen).toBeLessThanOrEqual(Math.round(report.unsettledUsd * 1e6));
    expect(workspace.db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  } finally {
    workspace.close();
  }
}

/** By prompt: what its calls cost by our books, and how many have an end that nobody saw. */
function bookedBy(workspace: Workspace, collection: string) {
  const prompts = new Map<number, string>();
  for (const ask of workspace.asks.of(collection)) {
    const question = workspace.questions.byId(ask.question);
    prompts.set(ask.n, question === undefined ? '' : promptOf(question.question, question.options));
  }
  const booked = new Map<string, { costs: number[]; open: number }>();
  for (const call of workspace.calls.of(collection)) {
    const prompt = prompts.get(call.ask) ?? '';
    const one = booked.get(prompt) ?? { costs: [], open: 0 };
    if (call.costMicroUsd !== null) one.costs.push(call.costMicroUsd);
    else if (call.outcome !== 'not-sent') one.open++;
    booked.set(prompt, one);
  }
  return booked;
}

/** By prompt: what every reply costs that left the provider, or began to. */
function servedBy(entries: readonly Served[]): Map<string, number[]> {
  const { prices } = loadShipped(ASSETS.data);
  const row = priceAt(prices, {
    provider: 'gemini',
    model: 'gemini-3.8-flash',
    tier: 'standard',
    at: new Date().toISOString(),
  });
  if (row === null) throw new Error('there is no price of the model');
  const served = new Map<string, number[]>();
  for (const { billed, prompt } of entries) {
    if (billed === null || prompt === null) continue;
    const cost = costMicroUsd(row, { ...billed, cached: 0 }) ?? 0;
    served.set(prompt, [...(served.get(prompt) ?? []), cost]);
  }
  return served;
}
