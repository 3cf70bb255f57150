import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide } from '../../server/decide/decide.ts';
import type { FateMemory } from '../../server/decide/gates.ts';
import type { Measured } from '../../server/decide/measure.ts';
import { outlineOf } from '../../server/decide/outline.ts';
import { applySettings } from '../../server/decide/recipe.ts';
import { fateMemory } from '../../server/runs/facts/fate-memory.ts';
import { factsOf, looker, pools, recipes } from './random-pools.ts';

/** Settings that a person moves one after the other. */
const MOVES = [
  'wellformed.mode="off"',
  'overlap.window=12',
  'overlap.mode="note"',
  'duplicates.threshold=0.9',
  'duplicates.mode="note"',
  'evidence.gate="available"',
  'evidence.features=["attempts"]',
  'quality.html="note"',
  'quality.numbering="off"',
  'quality.dropFrom="fatal"',
  'quality.longest=1500',
  'quality.mode="note"',
  'difficulty.mode="off"',
  'difficulty.solvers=["large"]',
  'signals.keep="reward >= 0.05"',
  'signals.missing="keep"',
  'diversity.n=9',
  'diversity.n="all"',
  'diversity.reserve=0',
  'diversity.sampler="longest"',
  'diversity.marks="ignore"',
];

it('is what deciding everything gives, after any moves of settings and whatever gates remember of others', () => {
  const remembered = { fates: 0 };
  fc.assert(
    fc.property(
      pools,
      recipes,
      fc.array(fc.constantFrom(...MOVES), { minLength: 6, maxLength: 12 }),
      fc.nat(9),
      (pool, recipe, moves, seed) => {
        const look = looker(pool);
        const memories = new Map<Measured[], FateMemory>();
        const memoryOf = (measured: Measured[]) => {
          const fates = memories.get(measured) ?? fateMemory();
          memories.set(measured, fates);
          return { get: (key: string) => counted(fates.get(key), remembered), put: fates.put };
        };
        let changed = recipe;
        for (const move of moves) {
          changed = applySettings(changed, [move]);
          const measured = look(changed);
          const facts = factsOf(measured);
          const { verdicts, duplicates, ...whole } = decide([...measured].reverse(), changed, facts, seed);
          const beyond = { fates: memoryOf(measured) };
          expect(outlineOf(measured, changed, facts, seed, beyond).outline).toEqual(whole);
          expect(whole.selection).toEqual(
            verdicts
              .filter(({ reason }) => reason === null)
              .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
              .map(({ row }) => row.id),
          );
          for (const { stage, in: reached, kept, dropped } of whole.funnel) {
            const fell = verdicts.filter((one) => one.stage === stage && one.reason !== null);
            expect([stage, reached - kept]).toEqual([stage, fell.length]);
            for (const [reason, n] of Object.entries(dropped))
              expect([reason, fell.filter((one) => one.reason === reason).length]).toEqual([reason, n]);
          }
        }
      },
    ),
    { numRuns: 10, seed: 11 },
  );
  expect(remembered.fates).toBeGreaterThan(50);
});

function counted<T>(found: T | undefined, remembered: { fates: number }): T | undefined {
  if (found !== undefined) remembered.fates++;
  return found;
}
