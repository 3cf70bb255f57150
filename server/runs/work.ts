import type { Candidate } from '../decide/candidate.ts';
import type { Learned } from '../decide/difficulty/estimator.ts';
import { type EstimatorQuality, estimatorQuality } from '../decide/difficulty/report.ts';
import type { Measured } from '../decide/measure.ts';
import { type DomainLesson, learnDomains } from './domain-reference.ts';
import { type Fitted, type Learning, study } from './learning.ts';
import { type Batch, type LookedAt, lookAt } from './look.ts';
import { buildMeasurer, type MeasureShared } from './measurer.ts';

/** Estimates whose worth is to be measured. */
export interface ToJudge {
  judged: Learned;
}

type Task = Batch | Learning | DomainLesson | ToJudge;
type Made = LookedAt | Fitted | ReturnType<typeof learnDomains> | EstimatorQuality;

/**
 * What a worker of a run does: looks at a batch of questions, in order, learns domains or how hard questions are, or
 * measures how good estimates are.
 */
export function worker(shared: MeasureShared): (task: Task) => Made {
  let measure: ((candidate: Candidate) => Measured) | undefined;
  return (task) => {
    if ('model' in task) return study(task);
    if ('files' in task) return learnDomains(task);
    if ('judged' in task) return estimatorQuality(task.judged);
    measure ??= buildMeasurer(shared);
    return lookAt(task, measure);
  };
}
