import { expect, it } from 'vitest';
import { agreementOf } from '../../server/review/agreement.ts';
import { progressOf } from '../../server/review/progress.ts';
import { queueIn, reviewing, say } from './reviewing.ts';

const FORM = {
  type: 'object' as const,
  properties: {
    fit: { type: 'integer' as const, minimum: 1, maximum: 5 },
    kind: { type: 'string' as const, enum: ['proof', 'number', 'other'] },
    remark: { type: 'string' as const, maxLength: 100 },
  },
  required: [],
};

it('agreementOf(workspace, queue) tells of fields, pairs, domains and weeks, and leaves skips and gold out', async () => {
  const { workspace, clock, run, ids } = await reviewing(50, 51);
  const gold = [{ questionId: ids[50] ?? '', decision: 'accept' as const }];
  const queue = queueIn(workspace, run, { people: 2, form: FORM, gold });
  // 20 both accept, 5 and 10 differ, 15 both reject: Cohen's kappa 0.4
  const decided = ids
    .slice(0, 50)
    .map((id, i): [string, boolean, boolean] => [id, i < 25, i < 20 || (i >= 25 && i < 35)]);
  for (const [i, [id, a, b]] of decided.entries()) {
    if (i === 25) clock.ms += 7 * 86_400_000;
    const said = (yes: boolean) => (yes ? 'accept' : 'reject');
    say(workspace, queue, 'ann', id, {
      decision: said(a),
      fields: { fit: 1 + (i % 5), kind: 'proof', remark: 'x' },
      seconds: i,
    });
    say(workspace, queue, 'ben', id, { decision: said(b), fields: { fit: 1 + (i % 5) }, seconds: 4 });
  }
  say(workspace, queue, 'ann', ids[50] ?? '', { decision: 'reject' });
  say(workspace, queue, 'cem', ids[50] ?? '', { decision: 'skip' });
  const report = await agreementOf(workspace, queue);
  const between = (low: number, high: number) => ({
    value: expect.any(Number),
    low: expect.closeTo(low, 1),
    high: expect.closeTo(high, 1),
  });
  expect(report.judgements).toBe(100);
  expect(report.fields.map(({ field, level, units }) => [field, level, units])).toEqual([
    ['decision', 'nominal', 50],
    ['fit', 'ordinal', 50],
    ['kind', 'nominal', 0],
  ]);
  const [decision, fit, kind] = report.fields;
  expect(decision).toMatchObject({
    baseRates: { accept: 0.55, reject: 0.45 },
    raw: between(0.57, 0.82),
    interval: null,
  });
  expect([decision?.raw.value, decision?.fleiss.value]).toEqual([
    expect.closeTo(0.7, 9),
    expect.closeTo(0.39394, 4),
  ]);
  expect([fit?.alpha, fit?.interval?.value]).toEqual([{ value: 1, low: 1, high: 1 }, 1]);
  expect(kind?.alpha).toEqual({ value: null, low: null, high: null });
  expect(report.pairs).toEqual([
    {
      a: 'ann',
      b: 'ben',
      n: 50,
      raw: 0.7,
      kappa: expect.closeTo(0.4, 9),
      low: expect.any(Number),
      high: expect.any(Number),
      overlap: null,
    },
  ]);
  expect(report.domains.map(({ domain, units }) => [domain, units])).toEqual([
    ['11', 25],
    ['physics', 25],
  ]);
  expect(report.weeks.map(({ week, units }) => [week, units])).toEqual([
    ['2026-11-23', 25],
    ['2026-11-30', 25],
  ]);
  expect(await agreementOf(workspace, queue)).toEqual(report);

  const lines = progressOf(workspace, queue).map(({ person: _p, lastAt: _at, ...line }) => line);
  expect(lines.sort((a, b) => (a.user < b.user ? -1 : 1))).toEqual([
    {
      user: 'ann',
      accepted: 25,
      rejected: 26,
      skipped: 0,
      medianSeconds: 24.5,
      lastHour: 26,
      gold: 1,
      goldRight: 0,
    },
    {
      user: 'ben',
      accepted: 30,
      rejected: 20,
      skipped: 0,
      medianSeconds: 4,
      lastHour: 25,
      gold: 0,
      goldRight: 0,
    },
    {
      user: 'cem',
      accepted: 0,
      rejected: 0,
      skipped: 1,
      medianSeconds: null,
      lastHour: 1,
      gold: 0,
      goldRight: 0,
    },
  ]);
});
