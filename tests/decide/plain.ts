import type { Decided } from '../../server/decide/decide.ts';
import type { Verdict } from '../../server/decide/verdict.ts';

/** A verdict with all that it says, which it works out when asked. */
export const plainVerdict = (verdict: Verdict): Verdict => ({
  row: verdict.row,
  signals: verdict.signals,
  stage: verdict.stage,
  reason: verdict.reason,
  evidence: verdict.evidence,
  rank: verdict.rank,
  margins: verdict.margins,
  notes: verdict.notes,
});

/** What was decided, to be compared as a whole. */
export const plainly = ({ verdicts, ...decided }: Decided) => ({
  ...decided,
  verdicts: verdicts.map(plainVerdict),
});
