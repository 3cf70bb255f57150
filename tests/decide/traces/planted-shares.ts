import { buildOverlapIndex } from '../../../server/algorithms/overlap-index.ts';
import { overlapMatcher } from '../../../server/algorithms/overlap-matcher.ts';
import { inspectTrace } from '../../../server/decide/traces/inspect.ts';
import { defaultTraceRules } from '../../../server/decide/traces/rules.ts';
import type { TraceDefect } from '../../../shared/vocabulary/trace-defects.ts';
import { cleanTraceOf } from './clean.ts';
import { type MadeTrace, pickFrom } from './pick.ts';
import { PLANTS } from './plants/index.ts';
import { BENCHMARK } from './plants/phrases.ts';
import type { Half } from './plants/plant.ts';

const matches = overlapMatcher(
  buildOverlapIndex({ window: 8, items: [{ set: 'ours', id: 'q1', text: BENCHMARK }], fingerprints: [] }),
);

function plantedTrace(defect: TraceDefect, half: Half, i: number): MadeTrace {
  const pick = pickFrom(`${defect} ${half} ${i}`);
  return PLANTS[defect](cleanTraceOf(`under ${defect}`, i), pick, half);
}

/** Share of so many traces with a defect in which it is not found, and how three of them end. */
export function missedOf(defect: TraceDefect, half: Half, planted: number): { share: number; shown: string } {
  const missed: MadeTrace[] = [];
  for (let i = 0; i < planted; i++) {
    const made = plantedTrace(defect, half, i);
    const { drops, notes } = inspectTrace(made, defaultTraceRules(), { matches });
    if (![...drops, ...notes].includes(defect)) missed.push(made);
  }
  const ends = missed.slice(0, 3).map(({ thinking, answer }) => [thinking.slice(-200), answer.slice(-200)]);
  return { share: missed.length / planted, shown: JSON.stringify(ends) };
}

/** Share of so many traces without a defect that are dropped, and what was found in five of them. */
export function droppedOf(clean: number): { share: number; shown: string } {
  const dropped: unknown[] = [];
  for (let i = 0; i < clean; i++) {
    const { findings, drops } = inspectTrace(cleanTraceOf('clean', i), defaultTraceRules(), { matches });
    if (drops.length > 0) dropped.push(findings[0]);
  }
  return { share: dropped.length / clean, shown: JSON.stringify(dropped.slice(0, 5)) };
}
