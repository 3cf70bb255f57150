import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkspace } from '../../server/db/workspace.ts';
import { applySettings } from '../../server/decide/recipe.ts';
import { explain } from '../../server/runs/explain.ts';
import { cacheFolder } from '../../server/runs/facts/cache-folder.ts';
import { decideOver } from '../../server/runs/facts/facts.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import { findRun } from '../../server/runs/find.ts';
import { REASON_NAMES } from '../../shared/vocabulary/reasons.ts';
import { measurePreviews, middle } from '../bench/previews.ts';
import { winnow } from '../helpers/cli.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { runEffects } from '../helpers/run.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

/** A workspace with the real pool, its benchmarks and a run. */
async function realRun(pool: string): Promise<string> {
  const dir = temporaryFolder();
  const files = (sub: string) => readdirSync(join(pool, sub)).map((name) => join(pool, sub, name));
  for (const args of [
    ['import', ...files('pool')],
    ['benchmarks', 'add', ...files('evals')],
    ['run', '--recipe', 'winnow'],
  ])
    expect((await winnow(dir, [...args, '--quiet'])).code).toBe(0);
  return dir;
}

describe('over 59,029 real questions', () => {
  it('previews a changed setting in under 300 ms of CPU', async (context) => {
    if (REAL_POOL === null) return context.skip(NO_POOL);
    const { moves } = await measurePreviews(await realRun(REAL_POOL));
    const slow = Object.entries(moves)
      .map(([key, costs]) => [key, Math.round(middle(costs.map(({ cpu }) => cpu)))] as const)
      .filter(([, ms]) => ms >= 300);
    console.log(JSON.stringify(moves));
    expect(slow).toEqual([]);
  });

  it('turns three questions of each reason with the change that it offers', async (context) => {
    if (REAL_POOL === null) return context.skip(NO_POOL);
    const dir = await realRun(REAL_POOL);
    const workspace = openWorkspace(dir, { now: () => new Date(), randomHex: () => 'ab', pid: process.pid });
    try {
      const cache = cacheFolder(join(dir, 'cache'), `${process.pid}`, () => new Date());
      const effects = runEffects({ workers: 2, memory: memoryOver(cache) });
      const run = findRun(workspace, 'latest');
      const failed: unknown[] = [];
      const turned: Record<string, number> = {};
      for (const reason of REASON_NAMES) {
        const fell = [...workspace.decisions.ofRun(run.n, { reason })].map(({ questionId }) => questionId);
        for (const question of [0, 0.4, 0.8].flatMap((at) => fell[Math.floor(at * fell.length)] ?? [])) {
          const { change, turns } = await explain(workspace, { question, run: 'latest' }, effects);
          const settings = change.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`);
          const { decided } = await decideOver(
            workspace,
            { source: { run: run.n }, recipe: applySettings(run.recipe, settings), seed: run.report.seed },
            effects,
          );
          if (!turns || !decided.selection.includes(question)) failed.push([reason, question, settings]);
          turned[reason] = (turned[reason] ?? 0) + 1;
        }
      }
      console.log(JSON.stringify(turned));
      expect(failed).toEqual([]);
    } finally {
      workspace.close();
    }
  });
});
