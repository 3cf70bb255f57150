import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tally } from '../../server/db/tallies.ts';
import { binned, median } from '../../server/http/make-up.ts';
import type { MakeUp } from '../../shared/schemas/make-up.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from './pool-with-run.ts';
import { startServer } from './server.ts';

const tally = (value: number, pool: number, selected: number): Tally<number> => ({ value, pool, selected });
const tallies = fc
  .uniqueArray(fc.nat({ max: 200_000 }), { minLength: 1, maxLength: 30 })
  .chain((values) =>
    fc.tuple(
      ...values
        .sort((a, b) => a - b)
        .map((value) =>
          fc
            .tuple(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 9 }))
            .map(([pool, s]) => tally(value, pool, Math.min(pool, s))),
        ),
    ),
  );

describe('binned(lengths)', () => {
  test('has two bins an octave, from the first used to the last', () => {
    expect(binned([tally(5, 2, 1), tally(7, 1, 0), tally(17, 3, 3)])).toEqual([
      { from: 4, to: 6, pool: 2, selected: 1 },
      { from: 6, to: 8, pool: 1, selected: 0 },
      { from: 8, to: 11, pool: 0, selected: 0 },
      { from: 11, to: 16, pool: 0, selected: 0 },
      { from: 16, to: 23, pool: 3, selected: 3 },
    ]);
    expect(binned([])).toEqual([]);
  });

  test('loses nobody, and puts everybody between the edges of a bin', () => {
    fc.assert(
      fc.property(tallies, (lengths) => {
        const bins = binned(lengths);
        for (const bin of bins) {
          const inside = lengths.filter(({ value }) => value >= bin.from && value < bin.to);
          expect(bin.pool).toBe(inside.reduce((sum, { pool }) => sum + pool, 0));
          expect(bin.selected).toBe(inside.reduce((sum, { selected }) => sum + selected, 0));
        }
        expect(bins.reduce((sum, { pool }) => sum + pool, 0)).toBe(
          lengths.reduce((sum, { pool }) => sum + pool, 0),
        );
        expect(bins.slice(1).map(({ from }) => from)).toEqual(bins.slice(0, -1).map(({ to }) => to));
      }),
    );
  });
});

test('median(lengths) is the lower median of the lengths, written out one by one', () => {
  expect(median([tally(4, 3, 0)], 'selected')).toBeNull();
  fc.assert(
    fc.property(tallies, (lengths) => {
      for (const of of ['pool', 'selected'] as const) {
        const all = lengths.flatMap((one) => Array.from({ length: one[of] }, () => one.value));
        expect(median(lengths, of)).toBe(all[Math.ceil(all.length / 2) - 1] ?? null);
      }
    }),
  );
});

test('GET make-up counts pool and selection by domain, source, licence and length', async () => {
  const workspace = temporaryWorkspace();
  const planned = plan(30);
  storeRun(workspace, 'run-1', planned, storePool(workspace, planned));
  const { api } = await startServer(workspace);
  const { body } = await api('/runs/latest/make-up');
  const makeUp = body as MakeUp;
  expect(makeUp.domains).toEqual([
    { name: '11', title: 'Number theory', pool: 10, selected: 2 },
    { name: '51', title: 'Geometry', pool: 10, selected: 2 },
    { name: 'physics', title: 'Physics', pool: 10, selected: 2 },
  ]);
  expect(makeUp.sources).toEqual(
    ['harbour', 'orchard', 'quarry'].map((name) => ({ name, title: null, pool: 10, selected: 2 })),
  );
  expect(makeUp.licences).toEqual([
    { name: 'MIT', title: null, pool: 20, selected: 4 },
    { name: '', title: null, pool: 10, selected: 2 },
  ]);
  const lengths = planned.map(({ length }) => length).sort((a, b) => a - b);
  expect(makeUp.lengths.median.pool).toBe(lengths[14]);
  expect(makeUp.lengths.bins.reduce((sum, { pool }) => sum + pool, 0)).toBe(30);
  expect((await api('/runs/run-1/make-up')).body).toEqual(body);
});
