import { SAMPLE_RECORDED } from '../../shared/vocabulary/traces.ts';
import type { Choice } from './choice.ts';
import type { ReleaseFacts } from './facts.ts';
import type { ReleasedFile } from './folder.ts';
import { type FlagCounts, type Gate, gateNote } from './gate.ts';
import { heldCount } from './held-by-reviews.ts';
import { validationFacts } from './manifest.ts';
import type { Composition } from './tally.ts';
import type { TrainingEstimate } from './training/report.ts';

/** The reply of `release` (CONTRACT). */
export interface ReleaseReport {
  releaseId: string;
  runId: string;
  rows: number;
  /** Rows that were asked for: the selected of the run. */
  wanted: number;
  /** Rows of the reserve that are held back from training; null where none were asked for. */
  validation: ReturnType<typeof validationFacts>;
  /** Traces that carry what the policy blocks, by code; empty in a release that there is. */
  refused: FlagCounts;
  /** Selected questions that could not be released, by reason, and how many of the reserve came in their place. */
  gaveWay: Record<string, number>;
  fromReserve: number;
  reservePassedOver: Record<string, number>;
  /** Of the questions that were looked at. */
  traces: Choice['traces'];
  formats: string[];
  /** Said before every question in place of the template's own; not there where nothing is. */
  system?: string;
  /** Every file of the folder, by path. */
  files: ReleasedFile[];
  gate: Gate;
  datasetRoot: string;
  rowsSha256: string;
  tokens: Composition['tokens'];
  /** The signed head of the log that covers this release; its root in hex. */
  checkpoint: { origin: string; size: number; root: string; vkey: string };
  /** What training on it takes. */
  estimate: TrainingEstimate;
  warnings: string[];
  notes: string[];
  createdAt: string;
  seconds: number;
}

const REFERENCE_NOTE =
  'The traces of kind `reference` are the worked solutions of the sources, not the thinking of a model: they are short and never doubt, search or check themselves.';

const RECORDED_NOTE =
  'The traces by `sample-recorded` are no replies of a model: they were written for the built-in sample, to show what a release does with flags. Nobody should train on them.';

/** What a reader has to know of the traces, by who made them. */
export const notesOn = ({ traces }: Pick<Composition, 'traces'>): string[] => [
  ...(traces.some(({ kind }) => kind === 'reference') ? [REFERENCE_NOTE] : []),
  ...(traces.some(({ teacher }) => teacher === SAMPLE_RECORDED) ? [RECORDED_NOTE] : []),
];

/** The reply, from what was written. @param files every file of the folder */
export function reportOf(
  facts: ReleaseFacts,
  files: ReleasedFile[],
  checkpoint: ReleaseReport['checkpoint'],
  seconds: number,
): ReleaseReport {
  const { choice, written, run, gate } = facts;
  const { composition } = written;
  return {
    releaseId: facts.releaseId,
    runId: run.report.runId,
    rows: choice.rows.length,
    wanted: choice.wanted,
    validation: validationFacts(facts),
    refused: gate.effects.block,
    gaveWay: choice.gaveWay,
    fromReserve: choice.fromReserve,
    reservePassedOver: choice.reservePassedOver,
    traces: choice.traces,
    formats: facts.formats.map(({ name }) => name),
    ...(facts.system === undefined ? {} : { system: facts.system }),
    files,
    gate,
    datasetRoot: written.datasetRoot,
    rowsSha256: written.rowsSha256,
    tokens: composition.tokens,
    checkpoint,
    estimate: facts.estimate,
    warnings: [...(choice.rows.length < choice.wanted ? [shortage(facts)] : []), ...heldShortage(facts)],
    notes: [gateNote(facts.policy), ...notesOn(composition)],
    createdAt: facts.createdAt,
    seconds,
  };
}

function heldShortage({ choice: { wanted, validation }, run }: ReleaseFacts): string[] {
  const { rows, passedOver } = validation;
  if (rows.length === validation.wanted) return [];
  const all = wanted + validation.wanted;
  const mend =
    (passedOver['no-trace'] ?? 0) > 0
      ? `winnow traces collect --run ${run.report.runId} --teacher reference --until-usable ${all}`
      : `winnow run --set diversity.reserve=${2 * all}`;
  return [
    `Only ${rows.length} of ${validation.wanted} rows for validation were found in the reserve: ${mend}`,
  ];
}

/** What helps depends on what is missing: traces nobody asked for, or questions to ask about. */
function shortage({ choice, run }: ReleaseFacts): string {
  const start = `Only ${choice.rows.length} of ${choice.wanted} rows were released`;
  const held = heldCount(choice);
  if (held > 0)
    return `${start}: ${held} others gave way for what people said of them, or did not say yet. Have them judged: winnow reviews wanted --run ${run.report.runId}; a larger reserve helps too: winnow run --set diversity.reserve=${2 * choice.wanted}`;
  const short = `${start}: the others have no usable trace`;
  const unasked = (choice.gaveWay['no-trace'] ?? 0) + (choice.reservePassedOver['no-trace'] ?? 0);
  const { runId, funnel } = run.report;
  if (unasked > 0)
    return `${short}. Mend it with: winnow traces collect --run ${runId} --teacher reference --until-usable ${choice.wanted}`;
  if ((funnel.at(-1)?.dropped['not-drawn'] ?? 0) > 0)
    return `${short}. A larger reserve helps: winnow run --set diversity.reserve=${2 * choice.wanted}`;
  return `${short}, and everybody who passed the gates was looked at.`;
}
