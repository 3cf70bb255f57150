import { workerData } from 'node:worker_threads';
import type { Candidate } from '../decide/candidate.ts';
import type { Measured } from '../decide/measure.ts';
import { buildMeasurer, type MeasureShared } from './measurer.ts';

let measure: ((candidate: Candidate) => Measured) | undefined;

/** What a worker thread runs: looks at each question of a batch, in order. */
export default function measureBatch(candidates: Candidate[]): Measured[] {
  measure ??= buildMeasurer(workerData as MeasureShared);
  return candidates.map(measure);
}
