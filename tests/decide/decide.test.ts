import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../server/decide/decide.ts';
import { poolFacts } from '../../server/decide/facts.ts';
import type { Measured } from '../../server/decide/measure.ts';
import { applySettings, parseRecipe } from '../../server/decide/recipe.ts';
import { narrowRow } from './candidates.ts';
import { plainly } from './plain.ts';
import { S1_FUNNEL, s1Pool } from './s1-pool.ts';

const file = join(import.meta.dirname, '../../data/recipes/s1.json');
const s1 = parseRecipe(JSON.parse(readFileSync(file, 'utf8')), 's1');
const run = (pool: readonly Measured[], settings: string[] = [], seed = 42, benchmarkItems = 1) => {
  const facts = poolFacts(
    pool.map(({ row }) => row),
    ['gemini'],
    benchmarkItems,
  );
  return decide(pool, applySettings(s1, settings), facts, seed);
};
const kept = ({ funnel }: ReturnType<typeof run>) =>
  funnel.map((stage) => [stage.stage, stage.in, stage.kept]);

let pool: Measured[];
beforeAll(() => {
  pool = s1Pool();
});

describe('decide on a pool with the structure of s1', () => {
  let decided: ReturnType<typeof run>;
  beforeAll(() => {
    decided = run(pool);
  });

  it('has its funnel: 59,029 to 54,116 to 51,607 to 24,517 to 1,000', () => {
    expect(kept(decided)).toEqual([
      ['overlap', 59_029, 59_029],
      ['duplicates', 59_029, 59_029],
      ['evidence', 59_029, 54_116],
      ['quality', 54_116, 51_607],
      ['difficulty', 51_607, 24_517],
      ['diversity', 24_517, 1000],
    ]);
    expect(decided.funnel.map(({ dropped }) => dropped)).toEqual([
      {},
      {},
      { 'missing-signal': 4913 },
      { asymptote: 2509 },
      { solved: 27_090 },
      { reserve: 1000, 'not-drawn': 22_517 },
    ]);
  });

  it('selects the 393 preselected first, and 51 domains', () => {
    const rows = new Map(pool.map(({ row }) => [row.id, row]));
    const sources = decided.selection.map((id) => rows.get(id)?.source);
    expect(sources.slice(0, S1_FUNNEL.preselected)).not.toContain('MATH');
    expect(sources.slice(S1_FUNNEL.preselected)).not.toContain('AIME');
    expect(new Set(decided.selection.map((id) => rows.get(id)?.domain)).size).toBe(51);
  });

  it('has one verdict for each question, and ranks 1 to 2,000 once each', () => {
    const { verdicts } = decided;
    expect(new Set(verdicts.map(({ row }) => row.id)).size).toBe(59_029);
    const ranks = [...verdicts].flatMap(({ rank }) => rank ?? []).sort((a, b) => a - b);
    expect(ranks).toEqual(Array.from({ length: 2000 }, (_, i) => i + 1));
  });

  it('gives the same selection for the same seed whatever the order of the pool, and another for another seed', () => {
    const shuffled = [...pool].sort((a, b) => (a.row.key < b.row.key ? -1 : 1));
    expect(run(shuffled).selection).toEqual(decided.selection);
    expect(run(pool, [], 43).selection).not.toEqual(decided.selection);
  });
});

describe('decide on small pools', () => {
  const small = (n: number) => pool.slice(0, n);

  it('decides nothing about nothing', () => {
    expect(kept(run([]))).toEqual(
      ['overlap', 'duplicates', 'evidence', 'quality', 'difficulty', 'diversity'].map((stage) => [
        stage,
        0,
        0,
      ]),
    );
  });

  it.each([1, 200])('selects all of %i where fewer than n pass', (n) => {
    const decided = run(small(n));
    expect([decided.selection.length, decided.reserve]).toEqual([n, 0]);
  });

  it('takes n and the reserve from the recipe', () => {
    const shape = (settings: string[]) => {
      const decided = run(small(200), settings);
      return [decided.selection.length, decided.reserve];
    };
    expect(shape(['diversity.n=10'])).toEqual([10, 10]);
    expect(shape(['diversity.n=10', 'diversity.reserve=0'])).toEqual([10, 0]);
    expect(shape(['diversity.n="all"'])).toEqual([200, 0]);
    expect(shape(['diversity.n=0'])).toEqual([0, 0]);
  });
});

describe('decide over any pool', () => {
  const measured = fc.record({
    id: fc.uuid(),
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    domain: fc.constantFrom('11', '51'),
    length: fc.nat(50),
    completeness: fc.nat(3),
  });
  const poolOf = (
    rows: readonly { id: string; key: string; domain: string; length: number; completeness: number }[],
  ): Measured[] =>
    rows.map((some) => ({
      row: narrowRow(some),
      signals: {
        domain: some.domain,
        domainFrom: 'label',
        length: some.length,
        lengthFrom: 'prompt',
        difficulty: null,
        difficultyFrom: 'none',
      },
      outcomes: {},
    }));

  it('loses no question, decides none twice, gives evidence on every drop, and does not mind the order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(measured, { selector: ({ id }) => id, maxLength: 40 }),
        fc.nat(5),
        (rows, seed) => {
          const settings = ['diversity.n=3'];
          const decided = run(poolOf(rows), settings, seed);
          expect(decided.verdicts.map(({ row }) => row.id)).toEqual(rows.map(({ id }) => id).sort());
          for (const verdict of decided.verdicts) {
            if (verdict.reason !== null) expect(Object.keys(verdict.evidence)).not.toEqual([]);
          }
          expect(plainly(run(poolOf([...rows].reverse()), settings, seed))).toEqual(plainly(decided));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a gate that had nothing to work with', () => {
  it('is said to be not applied, with the command that mends it', () => {
    const bare = poolWithoutEvidence();
    const { funnel } = run(bare, [], 42, 0);
    expect(
      funnel.filter(({ applied }) => !applied).map(({ stage, notApplied }) => [stage, notApplied?.mend]),
    ).toEqual([
      ['overlap', 'winnow benchmarks add FILE'],
      ['evidence', 'winnow signals import FILE'],
      ['difficulty', 'winnow signals import FILE'],
    ]);
  });

  it('says so of a gate that the recipe switches off', () => {
    const { funnel } = run(poolWithoutEvidence(), ['duplicates.mode=off']);
    expect(funnel[1]).toMatchObject({ applied: false, notApplied: { mend: '--set duplicates.mode=drop' } });
  });
});

const poolWithoutEvidence = (): Measured[] => [
  {
    row: narrowRow(),
    signals: {
      domain: 'unknown',
      domainFrom: 'none',
      length: 1,
      lengthFrom: 'prompt',
      difficulty: null,
      difficultyFrom: 'none',
    },
    outcomes: {},
  },
];
