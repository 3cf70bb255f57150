import { expect, test } from 'vitest';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collectThroughTrials, FAKE_KEY } from './collecting.ts';
import { storeRankedRun, worked } from './ranked-run.ts';
import { TROUBLES } from './troubles.ts';

test('forty questions get traces from a fake Gemini under faults, a quota, kills and a budget stop, and the books agree', async () => {
  const dir = temporaryFolder();
  const workspace = temporaryWorkspace(dir);
  const questions = Array.from({ length: 120 }, (_, i) =>
    worked(`q${i}`, { question: `What is ${i} + ${3 * i}?` }),
  );
  storeRankedRun(workspace, questions, 60);
  const { report, entries } = await collectThroughTrials(dir, {
    wanted: 40,
    kills: 2,
    killAfterMs: [20, 200],
    firstBudgetUsd: 0.012,
    rpm: 3000,
    plan: {
      seed: 7,
      latencyMs: 15,
      keys: { [FAKE_KEY]: { project: 'p' } },
      quotas: [{ project: 'p', requestsPerMinute: 6000 }],
      faults: TROUBLES,
    },
  });
  expect(report).toMatchObject({ pending: 0, walk: { wanted: 40, usable: 40 } });
  expect(report.traces.usable).toBeGreaterThanOrEqual(40);
  expect(entries.filter(({ fault }) => fault !== null).length).toBeGreaterThan(5);
}, 120_000);
