import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, NO_EVIDENCE, type PoolFacts } from '../../../server/decide/candidate.ts';
import { estimatesByDomain } from '../../../server/decide/difficulty/cut.ts';
import type { Measured } from '../../../server/decide/measure.ts';
import { outlineOf } from '../../../server/decide/outline.ts';
import { applySettings, parseRecipe } from '../../../server/decide/recipe.ts';
import type { NarrowRow } from '../../../server/decide/stage.ts';
import { difficulty } from '../../../server/decide/stages/difficulty.ts';
import { SOLVED_RULES } from '../../../shared/schemas/difficulty-settings.ts';
import type { ConfigOf, StageConfig } from '../../../shared/schemas/recipe.ts';
import { configFor, facts, narrowRow } from '../candidates.ts';

const attempt = (model: string, verdict: Attempt['verdict']): Attempt => ({ model, verdict, tokens: null });
const row = (estimate: number, attempts: readonly Attempt[] = [], domain = '11'): NarrowRow =>
  narrowRow({ id: `${estimate}`, estimate, domain, evidence: { ...NO_EVIDENCE, attempts } });

const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((estimate) => row(estimate));
const estimated = (some: Partial<PoolFacts> = {}): PoolFacts =>
  facts({ estimates: { byDomain: estimatesByDomain(TENTHS, []) }, ...some });
const byEstimate = configFor('difficulty', { missing: 'estimate' });

describe('difficulty by estimate', () => {
  it('keeps the harder part of the domain, and says of a drop what it was, what would have stayed, and where', () => {
    expect(
      TENTHS.filter((one) => difficulty.decide(one, byEstimate, estimated()).kept).map(({ id }) => id),
    ).toEqual(['0.6', '0.7', '0.8', '0.9', '1']);
    expect(difficulty.decide(row(0.4), byEstimate, estimated())).toEqual({
      kept: false,
      notes: [],
      finding: {
        reason: 'easy-by-estimate',
        evidence: { estimate: 0.4, cut: 0.6, domain: '11', turnsAt: 0.7 },
        margin: -0.2,
      },
    });
    expect(difficulty.decide(row(0.7), byEstimate, estimated())).toEqual({
      kept: true,
      margin: 0.1,
      notes: [],
    });
  });

  it('has no say where an attempt was graded, and has it where none could be verified', () => {
    const kept = (estimate: number, ...attempts: Attempt[]) =>
      difficulty.decide(row(estimate, attempts), byEstimate, estimated({ solvers: ['small', 'large'] })).kept;
    expect([
      kept(0.1, attempt('small', 'wrong')),
      kept(0.9, attempt('small', 'correct')),
      kept(0.1, attempt('small', 'unverifiable'), attempt('large', null)),
      kept(0.9, attempt('small', 'unverifiable')),
      kept(0.1, attempt('gemini', 'wrong')),
    ]).toEqual([true, false, false, true, false]);
  });

  it('only notes, is off, or leaves the untried alone, as the recipe says', () => {
    const decide = (settings: object) =>
      difficulty.decide(row(0.1), configFor('difficulty', settings), estimated());
    expect(decide({ missing: 'estimate', mode: 'note' })).toMatchObject({
      kept: true,
      notes: [{ reason: 'easy-by-estimate' }],
    });
    expect(decide({ missing: 'estimate', mode: 'off' })).toEqual({ kept: true, margin: null, notes: [] });
    expect(decide({})).toEqual({ kept: true, margin: null, notes: [] });
  });

  it('keeps all of a domain that has no estimate of its own, and whoever was not estimated', () => {
    expect(difficulty.decide(row(0.1, [], '05'), byEstimate, estimated()).kept).toBe(true);
    expect(difficulty.decide(narrowRow({ domain: '11' }), byEstimate, estimated()).kept).toBe(true);
  });

  it('says why it could not be applied, and what would mend it', () => {
    const untold = facts({ estimates: { why: 'too few labels' } });
    expect([
      difficulty.notApplied(byEstimate, estimated()),
      difficulty.notApplied(byEstimate, untold),
      difficulty.notApplied(configFor('difficulty'), estimated()),
    ]).toEqual([
      null,
      {
        why: 'no solver has tried the questions of the pool, and too few labels',
        mend: 'winnow attempts collect --model M --endpoint URL, or winnow signals import FILE',
      },
      { why: 'no solver has tried the questions of the pool', mend: 'winnow signals import FILE' },
    ]);
    expect(difficulty.decide(row(0.1), byEstimate, untold).kept).toBe(true);
  });

  it('gives the stage its label: estimated, or partly so', () => {
    const known = estimated({ solvers: ['small'] });
    const labelOf = (config: StageConfig, ...rows: NarrowRow[]) => {
      const measured = rows.map((one): Measured => ({ row: one, outcomes: {}, signals: SIGNALS }));
      const recipe = parseRecipe({ recipe: 'test', stages: [config, { stage: 'diversity' }] }, 'test');
      return outlineOf(measured, recipe, known, 1).outline.funnel[0]?.label ?? null;
    };
    const tried = row(0.2, [attempt('small', 'wrong')]);
    expect([
      labelOf(byEstimate, row(0.1), row(0.9)),
      labelOf(byEstimate, row(0.1), tried),
      labelOf(byEstimate, tried),
      labelOf(configFor('difficulty'), row(0.1)),
      labelOf(configFor('quality'), row(0.1)),
    ]).toEqual(['difficulty (estimated)', 'difficulty (partly estimated)', null, null, null]);
  });
});

const SIGNALS = {
  domain: '11',
  domainFrom: 'none',
  length: 1,
  lengthFrom: 'prompt',
  difficulty: null,
  difficultyFrom: 'none',
} as const;

describe('difficulty.turns(dropped, config, facts)', () => {
  const verdicts = fc.constantFrom('correct' as const, 'wrong' as const, 'unverifiable' as const, null);
  const attempts = fc.array(fc.tuple(fc.constantFrom('small', 'large'), verdicts), { maxLength: 6 });
  const settings = fc.record({
    rule: fc.constantFrom(...(Object.keys(SOLVED_RULES) as (keyof typeof SOLVED_RULES)[])),
    passRate: fc.constantFrom(0, 0.3, 0.5, 0.9),
    missing: fc.constantFrom('keep', 'estimate'),
    harder: fc.constantFrom(0.1, 0.5, 0.75),
  });
  const known = estimated({ solvers: ['large', 'small'] });

  it('offers something that keeps whatever was dropped, but where every solver was right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), attempts, settings, (tenths, tried, some) => {
        const one = row(
          tenths / 10,
          tried.map(([model, verdict]) => attempt(model, verdict)),
        );
        const config = configFor('difficulty', some);
        const outcome = difficulty.decide(one, config, known);
        if (outcome.kept) return;
        const offers = [...difficulty.turns!({ row: one, findings: [outcome.finding] }, config, known)];
        const solvedBy = new Set(
          tried.filter(([, verdict]) => verdict === 'correct').map(([model]) => model),
        );
        const hasRate = some.rule === 'pass-rate' || some.rule === 'surely-above';
        if (solvedBy.size === 2 && !hasRate) expect(offers).toEqual([]);
        else
          expect(
            offers.some((offer) => difficulty.decide(one, withSettings(config, offer), known).kept),
          ).toBe(true);
      }),
    );
  });

  it('names the least share of the domain that keeps a question', () => {
    const one = row(0.4);
    const outcome = difficulty.decide(one, byEstimate, estimated());
    if (outcome.kept) throw new Error('it stays');
    const offers = [...difficulty.turns!({ row: one, findings: [outcome.finding] }, byEstimate, estimated())];
    expect(offers).toEqual([[{ key: 'harder', value: 0.7 }], [{ key: 'missing', value: 'keep' }]]);
    const keeps = (harder: number) =>
      difficulty.decide(one, configFor('difficulty', { missing: 'estimate', harder }), estimated()).kept;
    expect([keeps(0.7), keeps(0.6)]).toEqual([true, false]);
  });
});

/** Applied as `--set` does it. */
function withSettings(
  config: ConfigOf<'difficulty'>,
  offer: readonly { key: string; value: unknown }[],
): ConfigOf<'difficulty'> {
  const recipe = parseRecipe({ recipe: 'test', stages: [config, { stage: 'diversity' }] }, 'test');
  const set = offer.map(({ key, value }) => `difficulty.${key}=${JSON.stringify(value)}`);
  return applySettings(recipe, set).stages[0] as ConfigOf<'difficulty'>;
}
