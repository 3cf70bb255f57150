import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../server/decide/candidate.ts';
import { poolFacts } from '../../../server/decide/facts.ts';
import { difficulty } from '../../../server/decide/stages/difficulty.ts';
import { evidence } from '../../../server/decide/stages/evidence.ts';
import { configFor, facts, narrowRow } from '../candidates.ts';

const attempt = (model: string, verdict: Attempt['verdict']): Attempt => ({ model, verdict, tokens: null });
const tried = (...attempts: Attempt[]) =>
  narrowRow({ evidence: { attempts, label: null, level: null, traceTokens: null } });

describe('difficulty', () => {
  const two = facts({ solvers: ['small', 'large'] });
  const decide = (row: ReturnType<typeof narrowRow>, settings = {}) =>
    difficulty.decide(row, configFor('difficulty', settings), two);

  it('drops what any solver answered correctly, naming the attempts and how many would have to turn', () => {
    expect(decide(tried(attempt('small', 'wrong'), attempt('large', 'correct')))).toEqual({
      kept: false,
      notes: [],
      finding: {
        reason: 'solved',
        margin: 1,
        evidence: {
          attempts: [
            { model: 'small', verdict: 'wrong' },
            { model: 'large', verdict: 'correct' },
          ],
          passRate: { correct: 1, graded: 2, low: 0.0945, high: 0.9055 },
        },
      },
    });
  });

  it('keeps what all solvers failed, what nobody tried, and what can not be told', () => {
    const rows = [
      tried(attempt('small', 'wrong')),
      tried(),
      tried(attempt('small', 'unverifiable')),
      tried(attempt('small', null)),
    ];
    expect(rows.map((row) => decide(row).kept)).toEqual([true, true, true, true]);
  });

  it('counts the solvers that the recipe names, and no teacher', () => {
    expect(decide(tried(attempt('large', 'correct')), { solvers: ['small'] }).kept).toBe(true);
    expect(decide(tried(attempt('gemini-2.0', 'correct'))).kept).toBe(true);
  });

  it('is not applied where no solver tried anything', () => {
    expect(difficulty.notApplied(configFor('difficulty'), facts())).toMatchObject({
      mend: 'winnow signals import FILE',
    });
    expect(difficulty.notApplied(configFor('difficulty'), two)).toBeNull();
  });
});

describe('evidence', () => {
  const full = {
    attempts: [attempt('small', 'wrong'), attempt('large', 'correct')],
    label: '11',
    level: null,
    traceTokens: 900,
  };
  const all = facts({ solvers: ['large', 'small'], traces: true, labels: true });
  const missing = (row: ReturnType<typeof narrowRow>, known = all, settings = {}) => {
    const outcome = evidence.decide(row, configFor('evidence', settings), known);
    return outcome.kept ? [] : outcome.finding.evidence.missing;
  };

  it('asks for trace, domain and a verdict of every solver', () => {
    expect(missing(narrowRow({ evidence: full }))).toEqual([]);
    expect(missing(narrowRow({ evidence: { ...full, traceTokens: null } }))).toEqual(['trace']);
    expect(missing(narrowRow({ evidence: { ...full, label: null } }))).toEqual(['domain']);
    expect(missing(narrowRow({ evidence: { ...full, attempts: [attempt('small', 'wrong')] } }))).toEqual([
      'attempts',
    ]);
    expect(
      missing(
        narrowRow({
          evidence: { ...full, attempts: [attempt('small', 'wrong'), attempt('large', 'unverifiable')] },
        }),
      ),
    ).toEqual(['attempts']);
  });

  it('asks for a grade of the teacher where any question of the pool has one', () => {
    const known = { ...all, teachers: ['gemini'] };
    const graded = (verdict: Attempt['verdict']) =>
      narrowRow({ evidence: { ...full, attempts: [...full.attempts, attempt('gemini', verdict)] } });
    expect(missing(graded('wrong'), known)).toEqual([]);
    expect(missing(graded('unverifiable'), known)).toEqual(['grade']);
    expect(missing(narrowRow({ evidence: full }), known)).toEqual(['grade']);
    expect(missing(narrowRow({ evidence: full }))).toEqual([]);
  });

  it('does not ask for what no question of the pool has, unless strict', () => {
    expect(missing(narrowRow(), facts())).toEqual([]);
    expect(missing(narrowRow(), facts({ labels: true }))).toEqual(['domain']);
    expect(missing(narrowRow(), facts(), { gate: 'strict' })).toEqual([
      'trace',
      'domain',
      'attempts',
      'grade',
    ]);
  });

  it('is not applied where the pool has none of the features', () => {
    expect(evidence.notApplied(configFor('evidence'), facts())).toMatchObject({
      mend: 'winnow signals import FILE',
    });
    expect(evidence.notApplied(configFor('evidence', { gate: 'strict' }), facts())).toBeNull();
    expect(evidence.notApplied(configFor('evidence'), facts({ labels: true }))).toBeNull();
  });
});

describe('poolFacts(rows, teachers, benchmarkItems)', () => {
  it('knows what any question has, and tells teachers from solvers', () => {
    const rows = [
      tried(attempt('small', 'wrong'), attempt('Gemini-2.0-flash', 'correct')),
      tried(attempt('ungraded', null)),
      narrowRow({ hasSolution: true }),
    ];
    expect(poolFacts(rows, ['gemini'], 7)).toEqual({
      questions: 3,
      solvers: ['small'],
      teachers: ['Gemini-2.0-flash'],
      traces: false,
      labels: false,
      solutions: true,
      benchmarkItems: 7,
    });
  });
});
