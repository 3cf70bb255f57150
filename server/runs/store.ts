import type { Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { DecisionRow } from '../db/decisions.ts';
import { raiseFlags } from '../db/raise-flags.ts';
import { packLines } from '../db/run-rows.ts';
import type { Workspace } from '../db/workspace.ts';
import type { Decided } from '../decide/decide.ts';
import { replayLine } from '../decide/replay/rows.ts';
import type { Verdict } from '../decide/verdict.ts';
import type { NewEvent } from '../ledger/event.ts';
import { estimatedFlags } from './estimates.ts';
import type { Identity } from './facts/identity.ts';
import { pin } from './pins.ts';
import { LineHash } from './pool.ts';

/**
 * A larger pool leaves no narrow rows in the database: they are one text where they are read again, which ends at half
 * a gigabyte. Its draw is not repeated from a release. Unit: questions.
 */
const MOST_ROWS = 1_000_000;

/** What a run tells of all its decisions in one piece. */
export interface ToldDecisions {
  /** The narrow rows, packed; null where there are too many. */
  rows: Buffer | null;
  /** SHA-256 over one line a question in the order of ids: id, stage, reason or `-`, rank or `-`. Hex. */
  sha256: string;
}

/** Goes over all decisions once. */
export function tellDecisions({ verdicts }: Decided): ToldDecisions {
  const hash = new LineHash();
  const rows = function* (): Generator<string> {
    for (const verdict of verdicts) {
      const { row, stage, reason, rank } = verdict;
      hash.add(`${row.id} ${stage} ${reason ?? '-'} ${rank ?? '-'}`);
      if (verdicts.length <= MOST_ROWS) yield replayLine(verdict);
    }
  };
  const packed = packLines(rows());
  return { rows: verdicts.length <= MOST_ROWS ? packed : null, sha256: hash.end() };
}

/** Stores a run, its decisions and its event: all of them, or none. @returns the report */
export function storeRun(
  workspace: Workspace,
  { recipe, actor }: { recipe: Recipe; actor: string },
  report: Run,
  decided: Decided,
  identity: Identity,
): Run {
  const { verdicts } = decided;
  const numberAt = numbersOf(decided, identity);
  const order = placesBy(verdicts.length, numberAt);
  const told = tellDecisions(decided);
  return workspace.write('run', () => {
    const run = workspace.runs.insert(recipe, report, pin(workspace, identity));
    for (const place of order)
      workspace.decisions.insert(run, decisionRow(verdicts.at(place), numberAt(place)));
    if (told.rows !== null) workspace.runRows.insert(run, told.rows);
    storeDuplicates(workspace, run, decided, identity);
    workspace.events.append(runEvent(report, told, actor));
    raiseFlags(workspace, estimatedFlags(report), { actor, subject: report.runId });
    return report;
  });
}

/** What the log says of a run. */
export const runEvent = (report: Run, { sha256 }: ToldDecisions, actor: string): NewEvent => ({
  type: 'run.stored',
  actor,
  subject: report.runId,
  idem: `run ${report.runId}`,
  data: {
    recipe: report.recipe,
    recipe_sha256: report.recipeSha256,
    pool_sha256: report.poolSha256,
    evidence_sha256: report.evidenceSha256,
    code_version: report.codeVersion,
    seed: report.seed,
    engine: report.engine,
    pool: report.pool,
    selected: report.selected,
    reserve: report.reserve,
    selection_sha256: report.selectionSha256,
    ...(report.keep === undefined ? {} : { kept_from: report.keep.run }),
    ...(report.shards === undefined ? {} : { shards: { ...report.shards } }),
    decisions_sha256: sha256,
  },
});

/** Row number of the question at a place: heads and verdicts are both in the order of ids. */
const numbersOf =
  ({ verdicts }: Decided, { heads }: Identity) =>
  (place: number): number => {
    if (heads.length !== verdicts.length) throw new RangeError('out of order');
    return heads.numberAt(place);
  };

/** Places in the order of the numbers that stand there. */
export const placesBy = (count: number, numberAt: (place: number) => number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, place) => place).sort((a, b) => numberAt(a) - numberAt(b));

/** Who repeats whom, where the recipe looks for near duplicates. */
function storeDuplicates(
  { duplicates }: Workspace,
  run: number,
  decided: Decided,
  { heads }: Identity,
): void {
  const numberOf = (id: string): number => heads.numberAt(heads.placeOf(id) ?? 0);
  for (const { a, b, similarity, rule } of decided.duplicates.edges)
    duplicates.insertEdge(run, { a: numberOf(a), b: numberOf(b), similarity, rule });
  for (const { id, kept, similarity, rule } of decided.duplicates.members)
    duplicates.insertMember(run, { question: numberOf(id), kept: numberOf(kept), similarity, rule });
}

const NO_MARGINS = '[]';

/** Most rows have neither margins nor evidence beyond their own columns: nothing is written for those. */
export const decisionRow = (
  { signals, stage, reason, rank, margins, evidence, notes }: Verdict,
  question: number,
): DecisionRow => ({
  question,
  stage,
  reason,
  rank,
  ...signals,
  margins: margins.every((margin) => margin === null) ? NO_MARGINS : JSON.stringify(margins),
  evidence: evidenceJson(stage === 'diversity' ? beyondColumns(evidence) : evidence, notes),
});

/** Domain, length and rank of a draw stand in columns of their own. */
const beyondColumns = ({ domain: _d, length: _l, rank: _r, ...more }: Verdict['evidence']) => more;

/** Evidence with the notes of every stage beside it; null where there is neither. */
function evidenceJson(evidence: Verdict['evidence'], notes: Verdict['notes']): string | null {
  if (notes.length === 0) return Object.keys(evidence).length === 0 ? null : JSON.stringify(evidence);
  const noted = notes.map(({ stage, finding }) => ({ stage, reason: finding.reason, ...finding.evidence }));
  return JSON.stringify({ ...evidence, notes: noted });
}
