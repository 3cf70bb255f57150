import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quality } from '../../../server/decide/stages/quality.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../../helpers/real-pool.ts';
import { candidate, configFor } from '../candidates.ts';

interface PoolRecord {
  id: string;
  question: string;
  options?: string[];
  answer?: string | null;
  solution?: string | null;
}

describe.skipIf(REAL_POOL === null)(`the detectors over real questions (${NO_POOL})`, () => {
  it('find the drawings, and drop at most one question in twenty-five in all', () => {
    const look = quality.prepare(configFor('quality', { rule: 'detectors' }), null);
    const dropped: Record<string, number> = {};
    let count = 0;
    for (const file of readdirSync(join(REAL_POOL ?? '', 'pool')).sort()) {
      for (const { question, options = null, answer = null, solution = null } of recordsOf<PoolRecord>(
        'pool',
        file,
      )) {
        count++;
        const outcome = look(candidate({ question, options, answer, solution }), promptOf(question, options));
        if (outcome.kept) continue;
        dropped[outcome.finding.reason] = (dropped[outcome.finding.reason] ?? 0) + 1;
      }
    }
    expect(dropped.asymptote).toBeGreaterThan(count / 60);
    const all = Object.values(dropped).reduce((sum, one) => sum + one, 0);
    expect(all / count, JSON.stringify(dropped)).toBeLessThan(0.04);
    expect((all - (dropped.asymptote ?? 0)) / count, JSON.stringify(dropped)).toBeLessThan(0.015);
  });
});
