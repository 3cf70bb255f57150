import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectThroughTrials, FAKE_KEY } from '../ask/collecting.ts';
import { TROUBLES } from '../ask/troubles.ts';
import { winnow } from '../helpers/cli.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

test('1,000 selected questions of the real pool get traces from a fake Gemini under faults and quota, with kills, a budget stop and resumes, and the books agree to the call and the cent', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const dir = temporaryFolder();
  const pool = join(REAL_POOL, 'pool');
  const files = readdirSync(pool).map((name) => join(pool, name));
  const said = [
    await winnow(dir, ['import', ...files, '--quiet']),
    await winnow(dir, ['run', '--recipe', 's1']),
  ];
  expect(said.map(({ code }) => code)).toEqual([0, 0]);
  const { report, entries } = await collectThroughTrials(dir, {
    wanted: 1000,
    kills: 8,
    killAfterMs: [500, 6000],
    firstBudgetUsd: 0.5,
    rpm: 3000,
    plan: {
      seed: 11,
      latencyMs: 60,
      keys: { [FAKE_KEY]: { project: 'p' } },
      quotas: [{ project: 'p', requestsPerMinute: 3000 }],
      faults: TROUBLES.map((rule) => ({ ...rule, ...(rule.times === undefined ? {} : { times: 40 }) })),
    },
  });
  expect(report).toMatchObject({ pending: 0, walk: { wanted: 1000, usable: 1000 } });
  const refused = entries.filter(({ status }) => status === 429).length;
  expect(refused).toBeLessThan(entries.length / 50); // no storm
  console.log(JSON.stringify({ ...report, warnings: undefined, served: entries.length, refused }));
});
