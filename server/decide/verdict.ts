import type { Signals } from '../../shared/schemas/decision.ts';
import type { Reason } from '../../shared/vocabulary/reasons.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import type { Finding, NarrowRow } from './stage.ts';

/** What was decided about one question. */
export interface Verdict {
  readonly row: NarrowRow;
  readonly signals: Signals;
  readonly stage: StageName;
  /** Null for the selected. */
  readonly reason: Reason | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly rank: number | null;
  /** Margin at each stage reached, in the order of the recipe; nothing is said behind the last one that has any. */
  readonly margins: readonly (number | null)[];
  readonly notes: readonly { stage: StageName; finding: Finding }[];
}
