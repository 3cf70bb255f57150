import { describe, expect, test } from 'vitest';
import { buildOverlapIndex } from '../../../server/algorithms/overlap-index.ts';
import { overlapMatcher } from '../../../server/algorithms/overlap-matcher.ts';
import { inspectTrace } from '../../../server/decide/traces/inspect.ts';
import { DEFAULT_TRACE_RULES } from '../../../server/decide/traces/rules.ts';
import { TRACE_DEFECT_NAMES, type TraceDefect } from '../../../shared/vocabulary/trace-defects.ts';
import { cleanTraceOf } from './clean.ts';
import { type MadeTrace, pickFrom } from './pick.ts';
import { PLANTS } from './plants/index.ts';
import { BENCHMARK } from './plants/phrases.ts';
import type { Half } from './plants/plant.ts';

const matches = overlapMatcher(
  buildOverlapIndex({ window: 8, items: [{ set: 'ours', id: 'q1', text: BENCHMARK }], fingerprints: [] }),
);
const PLANTED = 250;
const CLEAN = 1200;

function plantedTrace(defect: TraceDefect, half: Half, i: number): MadeTrace {
  const pick = pickFrom(`${defect} ${half} ${i}`);
  return PLANTS[defect](cleanTraceOf(`under ${defect}`, i), pick, half);
}

describe.each(TRACE_DEFECT_NAMES)('planted: %s', (defect) => {
  test.each(['tuned', 'held-out'] as const)('is found in the %s half', (half) => {
    const missed: MadeTrace[] = [];
    for (let i = 0; i < PLANTED; i++) {
      const made = plantedTrace(defect, half, i);
      const { drops, notes } = inspectTrace(made, DEFAULT_TRACE_RULES, { matches });
      if (![...drops, ...notes].includes(defect)) missed.push(made);
    }
    const shown = missed
      .slice(0, 3)
      .map(({ thinking, answer }) => [thinking.slice(-200), answer.slice(-200)]);
    expect(missed.length / PLANTED, JSON.stringify(shown)).toBeLessThanOrEqual(0.05);
  });
});

test('hardly a clean trace is dropped', () => {
  const dropped: unknown[] = [];
  for (let i = 0; i < CLEAN; i++) {
    const made = cleanTraceOf('clean', i);
    const { findings, drops } = inspectTrace(made, DEFAULT_TRACE_RULES, { matches });
    if (drops.length > 0) dropped.push(findings[0]);
  }
  expect(dropped.length / CLEAN, JSON.stringify(dropped.slice(0, 5))).toBeLessThanOrEqual(0.02);
});
