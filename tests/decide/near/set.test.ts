import { describe, expect, it } from 'vitest';
import { HELD_OUT } from './set/held-out.ts';
import { LATE_HALF } from './set/late.ts';
import { type KindOutcome, outcomes, tableOf } from './set/outcome.ts';
import { differentPairs, samePairs } from './set/pairs.ts';
import { TUNING } from './set/tuning.ts';

const share = (found: readonly KindOutcome[]): number =>
  found.reduce((sum, { merged }) => sum + merged, 0) / found.reduce((sum, { pairs }) => sum + pairs, 0);

const report = (found: readonly KindOutcome[]): string => {
  const wrong = found.flatMap(({ kind, wrong: pairs }) => pairs.map(({ a, b }) => [kind, a, b]));
  return `${tableOf(found)}\n${JSON.stringify(wrong, null, 1)}`;
};

/**
 * The aims: exact copies all, rewritten ones at least 97 in 100, different problems at most 2 in 100. The second
 * half is written apart from the first, which rules and limits were tuned on; its first run gave 95.1 and 4.5 in
 * 100 and showed seven faults of kinds, which were mended. The third was written and looked at after that.
 */
describe.each([
  ['the half that was tuned on', TUNING],
  ['the half that was held out', HELD_OUT],
  ['the set that was written last', LATE_HALF],
])('%s', (_name, half) => {
  const same = outcomes(samePairs(half));
  const different = outcomes(differentPairs(half));

  it('merges every exact copy', () => {
    expect(same.find(({ kind }) => kind === 'exact copy')).toMatchObject({
      pairs: half.bases.length,
      merged: half.bases.length,
    });
  });

  it('merges rewritten questions of every kind', () => {
    const rewritten = same.filter(({ kind }) => kind !== 'exact copy');
    expect(share(rewritten), report(rewritten)).toBeGreaterThanOrEqual(0.97);
  });

  it('keeps different problems apart', () => {
    expect(share(different), report(different)).toBeLessThanOrEqual(0.02);
  });
});
