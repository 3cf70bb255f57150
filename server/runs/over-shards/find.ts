import { WinnowError } from '../../../shared/error.ts';
import type { StoredDecision } from '../../db/decisions.ts';
import type { PoolRow } from '../../db/pool.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import { decisionsDir } from './place.ts';
import { asStored, droppedOne } from './read-dropped.ts';
import type { ShardPool } from './shard-pool.ts';

/** Numbers of the questions that may be meant by an id. */
export function numbersFor(pool: Pick<ShardPool, 'numberOf' | 'numbersOf'>, id: string): number[] {
  const own = pool.numberOf(id);
  return own === null ? pool.numbersOf(id) : [own];
}

/**
 * The one of some rows that an id means, ours or the import's.
 * @throws WinnowError `not-found`, or `bad-usage` where several carry that external id
 */
export function onlyRow(pool: Pick<ShardPool, 'id'>, id: string, rows: Iterable<PoolRow>): PoolRow {
  const found = [...rows].filter((row) => row[1] === id || row[2] === id);
  const [first] = found;
  if (first === undefined) throw new WinnowError('not-found', `There is no question ${id} in ${pool.id}.`);
  if (found.length === 1) return first;
  const choices = found.map(([, questionId, , source]) => `${questionId} (${source})`).join(', ');
  throw new WinnowError('bad-usage', `Several questions are called ${id}; name one by our id: ${choices}.`);
}

/** The folder of the decisions of a run over shards that are in no table. */
export function runDecisionsDir(workspace: Workspace, { report }: StoredRun, folder: string): string {
  if (report.shards === undefined) throw new RangeError(`${report.runId} is no run over shards`);
  return decisionsDir(workspace, folder, report.shards.place, report.runId);
}

/**
 * What a run over shards decided about a question: from the table where it was ranked, else from the files; undefined
 * where its source took no part.
 */
export async function decidedOverShards(
  workspace: Workspace,
  run: StoredRun,
  pool: Pick<ShardPool, 'at'>,
  [n, questionId]: readonly [number, string, ...unknown[]],
): Promise<StoredDecision | undefined> {
  const key = workspace.questions.key(questionId);
  const ranked = key === undefined ? undefined : workspace.decisions.ofQuestion(run.n, key.n);
  if (ranked !== undefined) return ranked;
  const files = workspace.decisionFiles.around(run.n, n);
  const row = await droppedOne(runDecisionsDir(workspace, run, pool.at.folder), files, n);
  return row === undefined ? undefined : asStored(row);
}
