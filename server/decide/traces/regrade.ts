import type { TraceRules } from '../../../shared/schemas/trace-rules.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { TRACE_VERDICT_DROPS } from '../../../shared/vocabulary/trace-defects.ts';
import { chooseTrace } from './choose.ts';

/** What a trace came out as, and the verdict on its answer. */
export interface Judged {
  /** `usable`, or why not. */
  outcome: string;
  verdict: Verdict | null;
}

/**
 * What a trace stands as once people, or graders whose word counts, have judged what the answer checker could not:
 * their verdict takes the place of `unverifiable`, never of `correct` or `wrong`, and the rules are asked again. What
 * a detector dropped stays dropped.
 * @param graded the verdict of `weighGrades` on it; null where nobody that counts says anything
 */
export function regraded<T extends Judged>(trace: T, graded: Verdict | null, rules: TraceRules): T {
  if (trace.verdict !== 'unverifiable' || graded === null || graded === 'unverifiable') return trace;
  const hangsOnVerdict = trace.outcome === 'usable' || Object.hasOwn(TRACE_VERDICT_DROPS, trace.outcome);
  if (!hangsOnVerdict) return { ...trace, verdict: graded };
  const option = { id: '', teacher: '', createdAt: '', tokens: null, verdict: graded, drops: [] };
  const [against] = chooseTrace([option], rules).dropped;
  return { ...trace, verdict: graded, outcome: against?.reasons[0] ?? 'usable' };
}
