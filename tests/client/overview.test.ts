import { describe, expect, test } from 'vitest';
import {
  funnelFinding,
  headlineOf,
  lengthFinding,
  shareFinding,
} from '../../client/features/overview/findings.ts';
import { funnelRows, placeOf } from '../../client/features/overview/funnel-rows.ts';
import type { FunnelStage } from '../../shared/schemas/decision.ts';

const stage = (name: FunnelStage['stage'], into: number, dropped: Record<string, number>): FunnelStage => ({
  stage: name,
  in: into,
  kept: into - Object.values(dropped).reduce((sum, n) => sum + n, 0),
  dropped,
  notes: {},
  applied: true,
  notApplied: null,
});
const run = {
  pool: 1000,
  selected: 10,
  funnel: [
    stage('overlap', 1000, { 'benchmark-overlap': 100 }),
    stage('quality', 900, { asymptote: 1, numbering: 99 }),
    stage('difficulty', 800, { solved: 400 }),
    stage('diversity', 400, { reserve: 10, 'not-drawn': 380 }),
  ],
};

describe('funnelRows(run, scale)', () => {
  test('has widths true to the counts, reasons by count from the kept part outwards', () => {
    expect(funnelRows(run, 'linear')[1]).toEqual({
      stage: 'quality',
      name: 'Quality',
      isEstimated: false,
      kept: 800,
      fell: 100,
      keptTo: 0.8,
      notApplied: null,
      notes: {},
      segments: [
        { reason: 'numbering', count: 99, from: 0.8, to: 0.899 },
        { reason: 'asymptote', count: 1, from: 0.899, to: 0.9 },
      ],
    });
  });

  test('leaves no gap and no overlap on either scale, and ends where the stage began', () => {
    for (const scale of ['linear', 'log'] as const) {
      for (const [i, row] of funnelRows(run, scale).entries()) {
        const ends = [row.keptTo, ...row.segments.map(({ to }) => to)];
        expect(row.segments.map(({ from }) => from)).toEqual(ends.slice(0, -1));
        expect(ends.at(-1)).toBe(placeOf(run.funnel[i]?.in ?? 0, run.pool, scale));
      }
    }
  });

  test('of a pool of nothing is no division by it', () => {
    expect([
      placeOf(0, 0, 'linear'),
      placeOf(0, 0, 'log'),
      placeOf(5, 5, 'log'),
      placeOf(0, 5, 'log'),
    ]).toEqual([0, 0, 1, 0]);
  });
});

test('the headline names the selected, the pool and what was hard enough', () => {
  expect(headlineOf(run)).toBe('10 of 1,000 questions selected; 400 were hard enough');
  const open = {
    ...run,
    funnel: run.funnel.map((one) => (one.stage === 'difficulty' ? { ...one, applied: false } : one)),
  };
  expect(headlineOf(open)).toBe('10 of 1,000 questions selected; 400 passed every gate');
});

test('a difficulty that was estimated is called so in headline, finding and bars', () => {
  const estimated = {
    ...run,
    funnel: run.funnel.map((one) =>
      one.stage === 'difficulty' ? { ...one, label: 'difficulty (estimated)' } : one,
    ),
  };
  expect(headlineOf(estimated)).toBe('10 of 1,000 questions selected; 400 were hard enough by estimate');
  expect(funnelFinding(estimated)).toBe(
    'Difficulty (estimated) took 400 of the 600 that fell before the draw',
  );
  expect(funnelRows(estimated, 'linear').map(({ name, isEstimated }) => [name, isEstimated])).toEqual([
    ['Benchmark overlap', false],
    ['Quality', false],
    ['Difficulty (estimated)', true],
    ['Diversity', false],
  ]);
});

test('the finding of the funnel is the gate that took the most, never the draw', () => {
  expect(funnelFinding(run)).toBe('Difficulty took 400 of the 600 that fell before the draw');
  expect(funnelFinding({ funnel: [stage('quality', 9, {}), stage('diversity', 9, { reserve: 8 })] })).toBe(
    'No gate took anything',
  );
});

test('the finding of shares is what the selection has more of than the pool', () => {
  const share = (name: string, pool: number, selected: number) => ({ name, title: null, pool, selected });
  const totals = { pool: 100, selected: 10 };
  expect(shareFinding([share('a', 90, 5), share('b', 10, 5)], totals, 'source')).toBe(
    'b is 50\u00a0% of the selection and 10\u00a0% of the pool',
  );
  expect(shareFinding([share('a', 50, 5), share('b', 50, 5)], totals, 'source')).toBe(
    'By source, the selection is made up as the pool is',
  );
  expect(shareFinding([share('', 100, 10)], totals, 'licence')).toBe('All of it is None declared');
  expect(shareFinding([share('a', 100, 0)], { pool: 100, selected: 0 }, 'source')).toBe(
    'Nothing is selected; the pool has 1 source',
  );
  expect(lengthFinding({ bins: [], median: { pool: 10, selected: 20 } })).toBe(
    'The selection is longer than the pool: median 20 tokens against 10',
  );
  expect(lengthFinding({ bins: [], median: { pool: 10, selected: null } })).toBe(
    'Half of the pool is shorter than 10 tokens',
  );
});
