import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_POOL, REAL_POOL } from '../../helpers/real-pool.ts';
import { detected } from './detected.ts';

// tests/long/real-pool.test.ts holds the same of every question.
describe.skipIf(REAL_POOL === null)(`the detectors over every fifth real question (${NO_POOL})`, () => {
  it('find the drawings, and drop at most one question in twenty-five in all', () => {
    const { count, dropped, all } = detected(readdirSync(join(REAL_POOL ?? '', 'pool')).sort(), 5);
    expect(dropped.asymptote).toBeGreaterThan(count / 60);
    expect(all / count, JSON.stringify(dropped)).toBeLessThan(0.04);
    expect((all - (dropped.asymptote ?? 0)) / count, JSON.stringify(dropped)).toBeLessThan(0.015);
  });
});
