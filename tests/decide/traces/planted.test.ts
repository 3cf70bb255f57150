import { describe, expect, test } from 'vitest';
import { TRACE_DEFECT_NAMES } from '../../../shared/vocabulary/trace-defects.ts';
import { droppedOf, missedOf } from './planted-shares.ts';

// The first of the traces that tests/long/traces.test.ts makes: 250 with each defect and 1,200 without.
const PLANTED = 80;
const CLEAN = 400;

describe.each(TRACE_DEFECT_NAMES)('planted: %s', (defect) => {
  test.each(['tuned', 'held-out'] as const)('is found in the %s half', (half) => {
    const { share, shown } = missedOf(defect, half, PLANTED);
    expect(share, shown).toBeLessThanOrEqual(0.05);
  });
});

test('hardly a clean trace is dropped', () => {
  const { share, shown } = droppedOf(CLEAN);
  expect(share, shown).toBeLessThanOrEqual(0.02);
});
