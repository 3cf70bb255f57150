import { workerData } from 'node:worker_threads';
import type { MeasureShared } from './measurer.ts';
import { worker } from './work.ts';

/** What a worker thread of a run carries out. */
export default worker(workerData as MeasureShared);
