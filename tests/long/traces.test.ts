import { describe, expect, test } from 'vitest';
import { TRACE_DEFECT_NAMES } from '../../shared/vocabulary/trace-defects.ts';
import { PIECES, secondsFor } from '../decide/traces/hostile-pieces.ts';
import { droppedOf, missedOf } from '../decide/traces/planted-shares.ts';

const PLANTED = 250;
const CLEAN = 1200;

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

test.each(PIECES)('300,000 characters of %j take a bounded time', (piece) => {
  expect(secondsFor(piece, 300_000)).toBeLessThan(3);
});
