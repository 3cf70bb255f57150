import type { PolicyName } from '../../shared/vocabulary/policies.ts';
import type { ReleaseFacts } from './facts.ts';
import type { ReleasedFile } from './folder.ts';
import type { TokenStatistics } from './tokens.ts';

/** The policy of a release; `applied` is false as long as there are no flags that it could act on. */
export interface Gate {
  policy: PolicyName;
  policySha256: null;
  applied: false;
  effects: Record<string, number>;
}

/** The reply of `release` (CONTRACT). */
export interface ReleaseReport {
  releaseId: string;
  runId: string;
  rows: number;
  /** Rows that were asked for: the selected of the run. */
  wanted: number;
  /** By flag code; empty, since nothing was looked at: see `gate.applied`. */
  refused: Record<string, number>;
  /** Selected questions that could not be released, by reason, and how many of the reserve came in their place. */
  gaveWay: Record<string, number>;
  fromReserve: number;
  reservePassedOver: Record<string, number>;
  formats: string[];
  /** Every file of the folder, by path. */
  files: ReleasedFile[];
  gate: Gate;
  datasetRoot: string;
  rowsSha256: string;
  tokens: Record<'prompt' | 'trace' | 'answer' | 's1', TokenStatistics>;
  /** The signed head of the log that covers this release; its root in hex. */
  checkpoint: { origin: string; size: number; root: string; vkey: string };
  /** Training estimates are not part of this version. */
  estimate: null;
  warnings: string[];
  notes: string[];
  createdAt: string;
  seconds: number;
}

export const GATE_NOTE =
  'The policy is recorded and not applied: this version raises no compliance flags, so no row was checked against it, none refused and none cleared.';

export const REFERENCE_NOTE =
  'The traces of kind `reference` are the worked solutions of the sources, not the thinking of a model: they are short and never doubt, search or check themselves.';

/** The reply, from what was written. @param files every file of the folder */
export function reportOf(
  facts: ReleaseFacts,
  files: ReleasedFile[],
  checkpoint: ReleaseReport['checkpoint'],
  seconds: number,
): ReleaseReport {
  const { choice, written, policy, run } = facts;
  const { composition } = written;
  const reference = composition.traces.some(({ kind }) => kind === 'reference');
  return {
    releaseId: facts.releaseId,
    runId: run.report.runId,
    rows: choice.rows.length,
    wanted: choice.wanted,
    refused: {},
    gaveWay: choice.gaveWay,
    fromReserve: choice.fromReserve,
    reservePassedOver: choice.reservePassedOver,
    formats: facts.formats.map(({ name }) => name),
    files,
    gate: { policy, policySha256: null, applied: false, effects: {} },
    datasetRoot: written.datasetRoot,
    rowsSha256: written.rowsSha256,
    tokens: composition.tokens,
    checkpoint,
    estimate: null,
    warnings: choice.rows.length < choice.wanted ? [shortage(facts)] : [],
    notes: reference ? [GATE_NOTE, REFERENCE_NOTE] : [GATE_NOTE],
    createdAt: facts.createdAt,
    seconds,
  };
}

/** What helps depends on what is missing: traces nobody asked for, or questions to ask about. */
function shortage({ choice, run }: ReleaseFacts): string {
  const short = `Only ${choice.rows.length} of ${choice.wanted} rows were released: the others have no usable trace`;
  const unasked = (choice.gaveWay['no-trace'] ?? 0) + (choice.reservePassedOver['no-trace'] ?? 0);
  const { runId, funnel } = run.report;
  if (unasked > 0)
    return `${short}. Mend it with: winnow traces collect --run ${runId} --teacher reference --until-usable ${choice.wanted}`;
  if ((funnel.at(-1)?.dropped['not-drawn'] ?? 0) > 0)
    return `${short}. A larger reserve helps: winnow run --set diversity.reserve=${2 * choice.wanted}`;
  return `${short}, and everybody who passed the gates was looked at.`;
}
