import { describe, expect, it } from 'vitest';
import { pacificDay } from '../../../server/ask/limiter/pacific-day.ts';

describe('pacificDay(now)', () => {
  it.each([
    ['2026-11-23T12:00:00Z', '2026-11-23', '2026-11-24T08:00:00.000Z'], // winter: 8 hours behind
    ['2026-07-04T12:00:00Z', '2026-07-04', '2026-07-05T07:00:00.000Z'], // summer: 7
    ['2026-07-05T06:59:59.999Z', '2026-07-04', '2026-07-05T07:00:00.000Z'],
    ['2026-07-05T07:00:00Z', '2026-07-05', '2026-07-06T07:00:00.000Z'],
    ['2026-03-08T08:00:00Z', '2026-03-08', '2026-03-09T07:00:00.000Z'], // the day of 23 hours
    ['2026-11-01T07:00:00Z', '2026-11-01', '2026-11-02T08:00:00.000Z'], // the day of 25 hours
    ['2026-11-01T06:59:59Z', '2026-10-31', '2026-11-01T07:00:00.000Z'],
    ['2026-12-31T23:00:00Z', '2026-12-31', '2027-01-01T08:00:00.000Z'],
    ['2028-02-29T09:00:00Z', '2028-02-29', '2028-03-01T08:00:00.000Z'],
  ])('of %s is %s and ends at %s', (now, date, endsAt) => {
    const day = pacificDay(Date.parse(now));
    expect({ ...day, endsAt: new Date(day.endsAt).toISOString() }).toEqual({ date, endsAt });
  });

  it('gives days without a gap over three years', () => {
    let now = Date.parse('2026-01-01T08:00:00Z');
    for (let i = 0; i < 1_100; i++) {
      const { date, endsAt } = pacificDay(now);
      expect(pacificDay(endsAt - 1)).toEqual({ date, endsAt });
      expect([23, 24, 25]).toContain((endsAt - now) / 3_600_000);
      now = endsAt;
    }
  });
});
