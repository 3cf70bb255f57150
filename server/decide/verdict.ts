import type { Signals } from '../../shared/schemas/decision.ts';
import type { Reason } from '../../shared/vocabulary/reasons.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import type { Measured } from './measure.ts';
import type { Finding, NarrowRow, Outcome } from './stage.ts';

/** What was decided about one question. */
export interface Verdict {
  row: NarrowRow;
  signals: Signals;
  stage: StageName;
  /** Null for the selected. */
  reason: Reason | null;
  evidence: Readonly<Record<string, unknown>>;
  rank: number | null;
  /** Margin at each stage reached, in the order of the recipe; nothing is said behind the last one that has any. */
  margins: readonly (number | null)[];
  notes: readonly { stage: StageName; finding: Finding }[];
}

/** Shared by the many that have none: there are tens of thousands of verdicts. */
const NONE: readonly never[] = [];
export const NO_EVIDENCE = {};

export const undecided = ({ row, signals }: Measured): Verdict => ({
  row,
  signals,
  stage: 'diversity',
  reason: null,
  evidence: NO_EVIDENCE,
  rank: null,
  margins: NONE,
  notes: NONE,
});

/** Writes the outcome of a stage, the `at`-th of the recipe, into a verdict. */
export function record(verdict: Verdict, stage: StageName, at: number, outcome: Outcome): void {
  if (outcome.notes.length > 0) {
    verdict.notes = [...verdict.notes, ...outcome.notes.map((finding) => ({ stage, finding }))];
  }
  setMargin(verdict, at, outcome.kept ? outcome.margin : outcome.finding.margin);
  if (outcome.kept) return;
  verdict.stage = stage;
  verdict.reason = outcome.finding.reason;
  verdict.evidence = outcome.finding.evidence;
}

export function setMargin(verdict: Verdict, at: number, margin: number | null): void {
  if (margin === null) return;
  const margins = Array.from({ length: at }, (_, i) => verdict.margins[i] ?? null);
  verdict.margins = [...margins, margin];
}
