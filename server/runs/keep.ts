import type { Run } from '../../shared/schemas/decision.ts';
import type { Keep } from '../../shared/schemas/figures.ts';
import { SAMPLE_RECORDED } from '../../shared/vocabulary/traces.ts';
import { type ReleaseWords, type Review, releaseWords } from '../db/reviews.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import { outcomesAsGraded } from '../db/trace-verdicts.ts';
import type { Decided } from '../decide/decide.ts';

/** What is kept of an earlier run: its questions that were traced or accepted, by id, with their rank there. */
export interface Kept {
  run: string;
  ranks: ReadonlyMap<string, number>;
}

/**
 * The questions that a run had ranked and that hold a usable trace by now, whoever wrote it, or that a reviewer
 * accepted; without those that one rejected.
 */
export function keptOf(tables: Tables, run: StoredRun): Kept {
  const wanted = new Set<string>();
  for (const { id, purpose, teacher } of tables.collections.all()) {
    if (purpose !== 'traces' || teacher === SAMPLE_RECORDED) continue;
    for (const [question, outcome] of outcomesAsGraded(tables, id))
      if (outcome === 'usable') wanted.add(question);
  }
  for (const [question, { accepted, rejected }] of reviewed(tables)) {
    if (rejected.length > 0) wanted.delete(question);
    else if (accepted.length > 0) wanted.add(question);
  }
  const ranks = new Map<string, number>();
  for (const { id, rank } of tables.decisions.places(run.n)) {
    if (rank !== null && wanted.has(id)) ranks.set(id, rank);
  }
  return { run: run.report.runId, ranks };
}

/** The last words of people on each question, on whichever text of it. */
function reviewed({ reviews }: Pick<Tables, 'reviews'>): Map<string, ReleaseWords> {
  const byQuestion = new Map<string, Review[]>();
  for (const review of reviews.each()) {
    const others = byQuestion.get(review.question);
    if (others === undefined) byQuestion.set(review.question, [review]);
    else others.push(review);
  }
  return new Map([...byQuestion].map(([question, all]) => [question, releaseWords(all)]));
}

/** What a run that kept something of an earlier one would keep today. */
export function keptAgain(tables: Tables, { keep }: Pick<Run, 'keep'>): { keep?: Kept } {
  const from = keep === undefined ? undefined : tables.runs.byId(keep.run);
  return from === undefined ? {} : { keep: keptOf(tables, from) };
}

/** What became of those that were to be kept. */
export function keepCounts({ run, ranks }: Kept, { verdicts }: Decided): Omit<Keep, 'without'> {
  const counts = {
    run,
    wanted: ranks.size,
    kept: 0,
    reserve: 0,
    fell: {} as Record<string, number>,
    gone: 0,
  };
  let there = 0;
  for (const { row, reason } of verdicts) {
    if (!ranks.has(row.id)) continue;
    there++;
    if (reason === null) counts.kept++;
    else if (reason === 'reserve' || reason === 'not-drawn') counts.reserve++;
    else counts.fell[reason] = (counts.fell[reason] ?? 0) + 1;
  }
  return { ...counts, gone: ranks.size - there };
}
