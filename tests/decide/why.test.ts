import { describe, expect, it } from 'vitest';
import type { Attempt, Evidence } from '../../server/decide/candidate.ts';
import { configOf } from '../../server/decide/config-of.ts';
import { decide } from '../../server/decide/decide.ts';
import { poolFacts } from '../../server/decide/facts.ts';
import type { Measured } from '../../server/decide/measure.ts';
import { applySettings, parseRecipe } from '../../server/decide/recipe.ts';
import { diverseSampler } from '../../server/decide/samplers/baselines.ts';
import { drawRow } from '../../server/decide/stages/diversity.ts';
import { chanceOf, changesFor } from '../../server/decide/why.ts';
import { narrowRow } from './candidates.ts';

const recipe = parseRecipe(
  {
    recipe: 'test',
    stages: [
      { stage: 'overlap' },
      { stage: 'duplicates' },
      { stage: 'evidence' },
      { stage: 'quality' },
      { stage: 'difficulty' },
      { stage: 'diversity', n: 20 },
    ],
  },
  'test',
);
const attempt = (model: string, verdict: Attempt['verdict']): Attempt => ({ model, verdict, tokens: null });

/** Questions that fall for every kind of reason, some for several at once. */
function pool(): Measured[] {
  return Array.from({ length: 120 }, (_, i) => {
    const evidence: Evidence = {
      attempts: [
        attempt('small', i % 7 === 0 ? 'correct' : 'wrong'),
        attempt('large', i % 14 === 0 ? 'correct' : 'wrong'),
      ],
      label: i % 11 === 0 ? null : '11',
      level: null,
      traceTokens: null,
    };
    const row = narrowRow({
      id: `q${i}`,
      key: i % 13 === 0 ? 'copy' : `k${i}`,
      evidence,
      domain: i % 2 ? '11' : '51',
      length: 100 + i,
    });
    const overlap = {
      reason: 'benchmark-overlap' as const,
      evidence: { longestRun: 8 + (i % 70) },
      margin: 0,
    };
    const numbering = { reason: 'numbering' as const, evidence: { text: 'p1.' }, margin: null };
    const asymptote = { reason: 'asymptote' as const, evidence: { text: '[asy]' }, margin: null };
    return {
      row,
      signals: {
        domain: row.domain,
        domainFrom: 'label',
        length: row.length,
        lengthFrom: 'prompt',
        difficulty: null,
        difficultyFrom: 'none',
      },
      outcomes: {
        ...(i % 17 === 0 ? { overlap: { kept: false, finding: overlap, notes: [] } } : {}),
        ...(i % 19 === 0 ? { quality: { kept: false, finding: asymptote, notes: [numbering] } } : {}),
      },
    } satisfies Measured;
  });
}

/** Text stages are measured under a recipe, so a changed recipe measures them anew. */
function remeasure(measured: Measured, changed: typeof recipe): Measured {
  const window = changed.stages.find((one) => one.stage === 'overlap')?.window ?? 8;
  const config = changed.stages.find((one) => one.stage === 'quality');
  const { overlap, quality } = measured.outcomes;
  const isOverlapOff = changed.stages.some((one) => one.stage === 'overlap' && one.mode !== 'drop');
  const run = overlap?.kept === false ? Number(overlap.finding.evidence.longestRun) : 0;
  const isQualityOff = config?.asymptote === 'note' && config.numbering === 'note';
  return {
    ...measured,
    outcomes: {
      ...(overlap !== undefined && run >= window && !isOverlapOff ? { overlap } : {}),
      ...(quality !== undefined && !isQualityOff ? { quality } : {}),
    },
  };
}

describe('changesFor(verdict, measured, …)', () => {
  it('selects every question that fell, once its changes are set, whatever it fell for', () => {
    const all = pool();
    const facts = poolFacts(
      all.map(({ row }) => row),
      ['gemini'],
      1,
    );
    const { verdicts } = decide(all, recipe, facts, 42);
    const reasons = new Set<string>();
    for (const verdict of verdicts) {
      const measured = all.find(({ row }) => row.id === verdict.row.id)!;
      const repeats = verdict.reason === 'exact-duplicate' ? 'text' : null;
      const changes = changesFor(verdict, measured, repeats, recipe, facts);
      if (verdict.reason === null) {
        expect(changes).toEqual([]);
        continue;
      }
      reasons.add(verdict.reason);
      const settings = changes.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`);
      const changed = applySettings(recipe, settings);
      const again = decide(
        all.map((one) => remeasure(one, changed)),
        changed,
        facts,
        42,
      );
      const turned = again.verdicts.find(({ row }) => row.id === verdict.row.id);
      expect([turned?.reason, settings], `${verdict.row.id} fell for ${verdict.reason}`).toEqual([
        null,
        settings,
      ]);
    }
    expect([...reasons].sort()).toEqual([
      'asymptote',
      'benchmark-overlap',
      'exact-duplicate',
      'missing-signal',
      'not-drawn',
      'reserve',
      'solved',
    ]);
  });

  it('names the narrowest key: the solvers that failed, the window behind the longest run', () => {
    const all = pool();
    const facts = poolFacts(
      all.map(({ row }) => row),
      ['gemini'],
      1,
    );
    const of = (id: string) => {
      const measured = all.find(({ row }) => row.id === id)!;
      return changesFor({ reason: 'solved', rank: null }, measured, null, recipe, facts);
    };
    expect(of('q7')).toEqual([
      { stage: 'difficulty', key: 'solvers', value: ['large'] },
      { stage: 'diversity', key: 'n', value: 'all' },
    ]);
    expect(of('q17')).toEqual([
      { stage: 'overlap', key: 'window', value: 26 },
      { stage: 'diversity', key: 'n', value: 'all' },
    ]);
  });
});

describe('chanceOf(id, passed, recipe)', () => {
  const rows = Array.from({ length: 100 }, (_, i) => narrowRow({ id: `q${i}`, length: 100 - i }));
  const withSampler = (sampler: string) => applySettings(recipe, [`diversity.sampler=${sampler}`]);

  it('is n / m at random, and 1 or 0 by length', () => {
    expect(chanceOf('q50', rows, withSampler('random'))).toBe(0.2);
    expect([
      chanceOf('q0', rows, withSampler('longest')),
      chanceOf('q50', rows, withSampler('longest')),
    ]).toEqual([1, 0]);
  });

  it('is, with uniform domains, the share of seeds under which the sampler takes it', () => {
    const uneven = rows.map((row, i) => ({ ...row, domain: i < 10 ? '05' : i < 40 ? '11' : '26' }));
    const recipeOf = withSampler('diverse');
    const config = configOf(recipeOf, 'diversity')!;
    const draw = diverseSampler(
      uneven.map((row) => drawRow(row, config)),
      config,
      { selected: 20, count: 20 },
    );
    for (const id of ['q3', 'q20', 'q80']) {
      const taken = Array.from({ length: 600 }, (_, seed) => draw(seed)).filter((ids) => ids.includes(id));
      expect(Math.abs(chanceOf(id, uneven, recipeOf) - taken.length / 600)).toBeLessThan(0.07);
    }
  });

  it('is high for the longest and low for the short under s1', () => {
    expect(chanceOf('q0', rows, recipe)).toBeGreaterThan(0.95);
    expect(chanceOf('q90', rows, recipe)).toBeLessThan(0.05);
  });

  it('is 0 for whoever fell, and 1 where all are taken', () => {
    expect(chanceOf('elsewhere', rows, recipe)).toBe(0);
    expect(chanceOf('q0', rows, applySettings(recipe, ['diversity.n="all"']))).toBe(1);
  });
});
