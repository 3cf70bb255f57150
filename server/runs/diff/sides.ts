import { isDeepStrictEqual } from 'node:util';
import type { Cause } from '../../../shared/schemas/run-diff.ts';
import { refuseOverShards } from '../../db/over-shards.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Tables } from '../../db/tables.ts';
import { type Evidence, NO_EVIDENCE } from '../../decide/candidate.ts';
import { keyOf } from '../facts/identity.ts';
import { recipeOf } from '../find.ts';
import { type Kept, keptAgain } from '../keep.ts';
import { type Known, knownTo } from '../pins.ts';

/** One of two runs that are compared. */
export interface Side {
  run: StoredRun;
  /** Undefined where the run is too old to tell. */
  known: Known | undefined;
  /** External id of each of its questions by our id. */
  questions: ReadonlyMap<string, string | null>;
  /** What it kept of an earlier run, as far as that is traced today. */
  keep?: Kept;
}

export function sideOf(tables: Tables, run: StoredRun): Side {
  refuseOverShards(run, 'a comparison with it');
  const questions = new Map<string, string | null>();
  for (const [, id, externalId] of tables.runPool.heads(run.n)) questions.set(id, externalId);
  return {
    run: { ...run, recipe: recipeOf(run) },
    known: knownTo(tables, run),
    questions,
    ...keptAgain(tables, run.report),
  };
}

/**
 * What is known where the evidence is that of one run and the live pool that of the same or the other one. A question
 * that is new to a run has brought its evidence along. Undefined where a run is too old to tell.
 */
export function knownAs(evidence: Side, pool: Side, other: Side): Known | undefined {
  const [own, elsewhere, live] = [evidence.known, other.known, pool.known?.live];
  if (own === undefined || elsewhere === undefined || live === undefined) return undefined;
  return {
    compared: own.compared,
    live,
    evidenceOf: (id, checked) => (evidence.questions.has(id) ? own : elsewhere).evidenceOf(id, checked),
    sha256: keyOf(own.sha256, elsewhere.sha256, live),
  };
}

/**
 * What became known about one question: the first kind of its evidence that differs. Null where none does, or a run is
 * too old to tell.
 */
export function newsOf(id: string, a: Side, b: Side): Pick<Cause, 'key' | 'from' | 'to'> | null {
  if (a.known === undefined || b.known === undefined) return null;
  const from = evidenceOn(id, a);
  const to = evidenceOn(id, b);
  if (from === to) return null; // nothing is known about most
  const keys = Object.keys({ ...NO_EVIDENCE, ...from, ...to }) as (keyof Evidence)[];
  const key = keys.find((one) => !isDeepStrictEqual(from[one], to[one]));
  return key === undefined ? null : { key, from: from[key], to: to[key] };
}

const evidenceOn = (id: string, { known }: Side): Evidence =>
  known?.evidenceOf(id, () => ({ question: '', options: null, answer: null })) ?? NO_EVIDENCE;

/** Whether anything else was known to the second run about what both look at, or to compare with. */
export function knowsMore(a: Side, b: Side): boolean {
  if (a.known === undefined || b.known === undefined)
    return a.run.report.evidenceSha256 !== b.run.report.evidenceSha256;
  if (a.known.compared !== b.known.compared) return true;
  return [...a.questions.keys()].some((id) => b.questions.has(id) && newsOf(id, a, b) !== null);
}
