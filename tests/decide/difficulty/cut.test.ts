import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../server/decide/candidate.ts';
import { cutOf, estimatesByDomain, shareToKeep } from '../../../server/decide/difficulty/cut.ts';

const rows = fc.array(
  fc.record({
    domain: fc.constantFrom('05', '11'),
    estimate: fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
  }),
  { minLength: 1, maxLength: 60 },
);
const shares = fc.integer({ min: 1, max: 20 }).map((n) => n / 20);
const withEvidence = (all: readonly { domain: string; estimate: number }[]) =>
  all.map((row) => ({ ...row, evidence: NO_EVIDENCE }));

describe('cutOf(estimates, domain, share)', () => {
  it('keeps the hardest of each domain: as many as asked for, and those that are as hard as the last of them', () => {
    fc.assert(
      fc.property(rows, shares, (all, share) => {
        const estimates = estimatesByDomain(withEvidence(all), []);
        for (const [domain, list] of estimates) {
          const cut = cutOf(estimates, domain, share);
          const kept = [...list].filter((one) => one >= cut);
          const wanted = Math.ceil(list.length * share - 1e-9);
          expect(kept.length).toBeGreaterThanOrEqual(wanted);
          expect(kept.filter((one) => one > cut).length).toBeLessThan(wanted);
        }
      }),
    );
  });

  it('hangs on no order, keeps all of a share of 1 and one of the smallest', () => {
    fc.assert(
      fc.property(rows, shares, (all, share) => {
        const estimates = estimatesByDomain(withEvidence(all), []);
        const reversed = estimatesByDomain(withEvidence(all).reverse(), []);
        for (const [domain, list] of estimates) {
          expect(cutOf(reversed, domain, share)).toBe(cutOf(estimates, domain, share));
          expect(cutOf(estimates, domain, 1)).toBe(Math.min(...list));
          expect(cutOf(estimates, domain, 1e-6)).toBe(Math.max(...list));
        }
      }),
    );
  });

  it('has none where nobody was estimated', () => {
    expect(cutOf(new Map(), '11', 0.5)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('shareToKeep(estimates, domain, estimate)', () => {
  it('is the least share that keeps a question', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const estimates = estimatesByDomain(withEvidence(all), []);
        for (const { domain, estimate } of all) {
          const share = shareToKeep(estimates, domain, estimate);
          expect(estimate).toBeGreaterThanOrEqual(cutOf(estimates, domain, share));
          const less = share - 1 / (estimates.get(domain)?.length ?? 1);
          if (less > 0) expect(estimate).toBeLessThan(cutOf(estimates, domain, less));
        }
      }),
    );
  });
});

describe('estimatesByDomain(rows, teachers)', () => {
  it('leaves out whoever was tried by a solver and graded, and whoever has no estimate', () => {
    const tried = (model: string, verdict: 'wrong' | 'unverifiable') => ({
      domain: '11',
      estimate: 0.5,
      evidence: { ...NO_EVIDENCE, attempts: [{ model, verdict, tokens: null }] },
    });
    const all = [
      tried('small', 'wrong'),
      { ...tried('small', 'unverifiable'), estimate: 0.1 },
      { ...tried('gemini', 'wrong'), estimate: 0.9 },
      { domain: '11', estimate: null, evidence: NO_EVIDENCE },
    ];
    expect(estimatesByDomain(all, ['gemini'])).toEqual(new Map([['11', Float64Array.from([0.9, 0.1])]]));
  });
});
