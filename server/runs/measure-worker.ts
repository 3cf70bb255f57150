import { workerData } from 'node:worker_threads';
import type { Candidate } from '../decide/candidate.ts';
import type { Measured } from '../decide/measure.ts';
import { type Batch, type LookedAt, lookAt } from './look.ts';
import { buildMeasurer, type MeasureShared } from './measurer.ts';

let measure: ((candidate: Candidate) => Measured) | undefined;

/** What a worker thread runs: looks at each question of a batch, in order. */
export default function lookAtBatch(batch: Batch): LookedAt {
  measure ??= buildMeasurer(workerData as MeasureShared);
  return lookAt(batch, measure);
}
