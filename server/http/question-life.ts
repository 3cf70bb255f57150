import { WinnowError } from '../../shared/error.ts';
import type { Decision } from '../../shared/schemas/decision.ts';
import type { QuestionLife } from '../../shared/schemas/question-life.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { Workspace } from '../db/workspace.ts';
import { runOf, type Service } from './service.ts';
import { questionTraces } from './trace-items.ts';

/**
 * Everything that the workspace knows about one question.
 * @param id ours, or the import's where one live question has it
 * @param runId the run whose decision is asked for; the newest one where it is left out
 * @throws WinnowError `not-found`, or `conflict` where the import's id stands for several questions
 */
export function lifeOf(service: Service, id: string, runId: string | undefined): QuestionLife {
  const { workspace } = service;
  const question = questionOf(workspace, id);
  const run = runId === undefined ? workspace.runs.latest() : runOf(workspace, runId);
  const stored = run && workspace.decisions.ofQuestion(run.n, question.n);
  const decision = stored === undefined ? null : plain(stored);
  return {
    question: recordOf(question, workspace),
    runId: run?.report.runId ?? null,
    decision,
    keptQuestion: keptQuestionOf(decision, workspace),
    benchmarkItem: benchmarkItemOf(decision, workspace),
    attempts: workspace.attempts
      .of(question.questionId)
      .map(({ model, verdict, answer, tokens }) => ({ model, verdict, answer, tokens })),
    traces: questionTraces(service, question.questionId),
    signals: workspace.signals.of(question.questionId).map(({ name, value }) => ({ name, value })),
    releases: workspace.releases.ofQuestion(question.questionId),
  };
}

/**
 * A question by our id, or by the import's where one live question has it.
 * @throws WinnowError `not-found`, `conflict`
 */
export function questionOf(workspace: Workspace, id: string): StoredQuestion {
  const ours = workspace.questions.byId(id);
  if (ours !== undefined) return ours;
  const live = workspace.questions.find(id).filter((question) => question.live);
  if (live.length > 1) {
    const ids = live.map(({ questionId, source }) => ({ questionId, source }));
    throw new WinnowError('conflict', 'Several questions have this id; ask by one of theirs.', { ids });
  }
  const [only] = live;
  if (only === undefined)
    throw new WinnowError('not-found', `There is no question ${id.slice(0, 80)} in the pool.`);
  return only;
}

export function recordOf(stored: StoredQuestion, workspace: Workspace): QuestionLife['question'] {
  const { n: _n, recordSha256: _r, contentSha256, file, ...question } = stored;
  const from = workspace.imports.byId(question.importId);
  return {
    ...question,
    file: from?.files[file]?.name ?? null,
    importedAt: from?.createdAt ?? null,
    contentSha256: Buffer.from(contentSha256).toString('hex'),
  };
}

export const plain = ({
  questionId,
  externalId,
  source,
  kept,
  stage,
  reason,
  evidence,
  rank,
  signals,
}: Decision): Decision => ({
  questionId,
  externalId,
  source,
  kept,
  stage,
  reason,
  evidence,
  rank,
  signals,
});

function keptQuestionOf(decision: Decision | null, workspace: Workspace): QuestionLife['keptQuestion'] {
  const keptId = decision?.evidence.keptId;
  if (typeof keptId !== 'string') return null;
  const kept = workspace.questions.byId(keptId);
  return kept === undefined
    ? null
    : { questionId: kept.questionId, source: kept.source, question: kept.question };
}

export function benchmarkItemOf(
  decision: Decision | null,
  workspace: Workspace,
): QuestionLife['benchmarkItem'] {
  const benchmark = decision?.evidence.benchmark;
  const itemId = decision?.evidence.itemId;
  if (typeof benchmark !== 'string' || typeof itemId !== 'string') return null;
  return { benchmark, itemId, text: workspace.benchmarks.item(benchmark, itemId)?.text ?? null };
}
