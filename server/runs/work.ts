import type { Candidate } from '../decide/candidate.ts';
import type { Measured } from '../decide/measure.ts';
import { type DomainLesson, learnDomains } from './domain-reference.ts';
import { type Fitted, type Learning, study } from './learning.ts';
import { type Batch, type LookedAt, lookAt } from './look.ts';
import { buildMeasurer, type MeasureShared } from './measurer.ts';

type Learned = Fitted | ReturnType<typeof learnDomains>;

/** What a worker of a run does: looks at a batch of questions, in order, or learns domains or how hard questions are. */
export function worker(shared: MeasureShared): (task: Batch | Learning | DomainLesson) => LookedAt | Learned {
  let measure: ((candidate: Candidate) => Measured) | undefined;
  return (task) => {
    if ('model' in task) return study(task);
    if ('files' in task) return learnDomains(task);
    measure ??= buildMeasurer(shared);
    return lookAt(task, measure);
  };
}
