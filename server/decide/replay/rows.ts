import type { StageName } from '../../../shared/vocabulary/stages.ts';
import { NO_EVIDENCE } from '../candidate.ts';
import type { NarrowRow } from '../stage.ts';
import type { Verdict } from '../verdict.ts';

/** A question as a run decided about it: what facts and draws are decided from, and what came of it. No text. */
export interface ReplayRow {
  row: NarrowRow;
  stage: StageName;
  reason: string | null;
  rank: number | null;
}

/** Longer strings are texts, which stay at home. */
const LONGEST = 200;
/** The key of groups is made from the text; who said what about a question names people. */
const LEFT_OUT: ReadonlySet<string> = new Set(['key', 'externalId', 'by', 'why', 'at']);

/** A verdict as a line of JSON, without texts and without names of people. */
export function replayLine({ row, stage, reason, rank }: Verdict): string {
  let line = '';
  for (const name in row) line += member(name, row[name as keyof NarrowRow]);
  return `{${line}"stage":${JSON.stringify(stage)},"reason":${JSON.stringify(reason)},"rank":${rank}}`;
}

/** Written out by hand: most rows are short, and asking about every name and value of each shows. */
function member(name: string, value: unknown): string {
  if (LEFT_OUT.has(name)) return '';
  if (typeof value === 'number' && Number.isFinite(value)) return `"${name}":${value},`;
  const json = value === NO_EVIDENCE ? BARE : JSON.stringify(kept(name, value), kept);
  return json === undefined ? '' : `"${name}":${json},`;
}

function kept(name: string, value: unknown): unknown {
  if (LEFT_OUT.has(name) || ArrayBuffer.isView(value)) return undefined;
  return typeof value === 'string' && value.length > LONGEST ? '' : value;
}

/** Of the many about whom nothing was asked or imported. */
const BARE = JSON.stringify(NO_EVIDENCE, kept);

/** Reads such a line. It is trusted to be one: whoever reads a release has held it against its hashes before. */
export function readReplayLine(line: string): ReplayRow {
  const { stage, reason, rank, ...row } = JSON.parse(line) as NarrowRow & Omit<ReplayRow, 'row'>;
  return { row: { ...row, externalId: null, key: row.id }, stage, reason, rank };
}
