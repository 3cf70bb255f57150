import type { Decision } from '../../shared/schemas/decision.ts';
import type { QuestionLife } from '../../shared/schemas/question-life.ts';
import type { StoredQuestion } from '../db/questions.ts';
import { storable } from '../intake/shards/keep.ts';
import type { ShardPool } from '../intake/shards/pool.ts';
import { decidedOverShards, numbersFor, onlyRow } from '../runs/over-shards/find.ts';
import { benchmarkItemOf, lifeOf, plain, recordOf } from './question-life.ts';
import { runOf, type Service } from './service.ts';
import type { ShardPages } from './shard-pages.ts';

/**
 * Everything known about one question, as `lifeOf` has it; where the run is one over shards, of a question that stays
 * in its shard, too.
 * @throws WinnowError as `lifeOf`, and `conflict` where the shards are not what they were
 */
export async function lifeAnywhere(
  service: Service,
  shards: ShardPages,
  id: string,
  runId: string | undefined,
): Promise<QuestionLife> {
  const { workspace } = service;
  const run = runId === undefined ? workspace.runs.latest() : runOf(workspace, runId);
  const isStored = workspace.questions.find(id).some(({ live }) => live);
  const life = isStored ? lifeOf(service, id, runId) : null;
  const poolId = run?.report.shards?.pool;
  if (run === undefined || poolId === undefined || life?.decision) return life ?? lifeOf(service, id, runId);
  const pool = shards.poolOf(poolId);
  const numbers = numbersFor(pool, life?.question.questionId ?? id);
  if (numbers.length === 0) return life ?? lifeOf(service, id, runId);
  const row = onlyRow(pool, life?.question.questionId ?? id, await shards.rowsOf(pool, numbers));
  const stored = await decidedOverShards(workspace, run, pool, row);
  const decision = stored === undefined ? null : plain(stored);
  const question: StoredQuestion = {
    ...storable(row, pool.originOf(row[0])),
    ...{ n: row[0], live: true, supersededBy: null },
  };
  return {
    ...(life ?? {
      question: recordOf(question, workspace),
      ...{ runId: run.report.runId, attempts: [], traces: [], signals: [], releases: [] },
    }),
    decision,
    keptQuestion: await keptQuestionOf(shards, pool, decision),
    benchmarkItem: benchmarkItemOf(decision, workspace),
  };
}

/** The other one of a pair of duplicates, wherever it lies. */
async function keptQuestionOf(
  shards: ShardPages,
  pool: ShardPool,
  decision: Decision | null,
): Promise<QuestionLife['keptQuestion']> {
  const keptId = decision?.evidence.keptId;
  const n = typeof keptId === 'string' ? pool.numberOf(keptId) : null;
  const [row] = n === null ? [] : await shards.rowsOf(pool, [n]);
  return row === undefined ? null : { questionId: row[1], source: row[3], question: row[9] };
}
