import { WinnowError } from '../../../shared/error.ts';
import { OF_TRACES, OF_TRACES_ALONE } from '../../../shared/vocabulary/queues.ts';
import { keyedOrder } from '../../algorithms/random.ts';
import { reviewedText } from '../../comply/reviewed-text.ts';
import { decisionPages } from '../../db/decision-pages.ts';
import type { NewItem, QueueItem } from '../../db/queue-items.ts';
import type { Queue } from '../../db/queues.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Trace } from '../../db/traces.ts';
import type { Workspace } from '../../db/workspace.ts';
import { chooseRows, traceChooser } from '../../release/select.ts';
import { leastPeople } from '../../review/raise-overlap.ts';
import { recount } from '../../review/recount.ts';

/** The most items of a queue. */
const MOST = 100_000;

interface Candidate {
  question: string;
  rank: number | null;
  /** Difficulty from 0 to 1; null where nothing is known. */
  difficulty: number | null;
}

/**
 * Brings the items of a queue up to date with what it is taken from; to be called in a write transaction, with its
 * event. What is not there any more leaves unless people are at it, what was judged stays on record, and a text that changed is asked
 * anew. Of what is about traces alone, questions without one are left out and counted.
 * @param gold verdicts that are known already, besides those that the queue has
 * @returns how many items changed
 */
export function fillQueue(
  workspace: Workspace,
  queue: Queue,
  gold: ReadonlyMap<string, 'accept' | 'reject'> = new Map(),
): number {
  const run = queue.run === null ? undefined : workspace.runs.byNumber(queue.run);
  const traceOf = traceFor(workspace, queue, run);
  const before = new Map(workspace.queueItems.of(queue.id).map((item) => [item.question, item]));
  const listed = candidates(workspace, queue, run);
  const ids = new Set(listed.map(({ question }) => question));
  const all = [
    ...listed,
    ...known(
      workspace,
      [...gold.keys()].filter((id) => !ids.has(id)),
      run,
    ),
  ];
  if (all.length > MOST)
    throw new WinnowError(
      'bad-usage',
      `A queue holds ${MOST} questions at most, and these are ${all.length}.`,
    );
  let [changed, withoutTrace] = [0, 0];
  for (const candidate of all) {
    const question = workspace.questions.byId(candidate.question);
    if (question === undefined || !question.live) continue;
    const trace = traceOf(candidate.question);
    if (trace === null && OF_TRACES_ALONE.includes(queue.aspect)) {
      withoutTrace += 1;
      continue;
    }
    const item: NewItem = {
      queue: queue.id,
      question: candidate.question,
      textSha256: reviewedText(question.contentSha256, trace),
      aspect: queue.aspect,
      trace: trace?.id ?? null,
      rank: candidate.rank,
      priority: priorityOf(queue, candidate, trace),
      people: Math.max(leastPeople(queue, candidate.question), raised(queue, before.get(candidate.question))),
      gold: gold.get(candidate.question) ?? before.get(candidate.question)?.gold ?? null,
    };
    before.delete(candidate.question);
    if (!workspace.queueItems.put(item)) continue;
    recount(workspace, item);
    changed += 1;
  }
  for (const item of before.values())
    if (
      item.gold === null &&
      !isUnderWay(workspace, item) &&
      workspace.queueItems.leave(queue.id, item.question)
    )
      changed += 1;
  if (withoutTrace !== workspace.queues.withoutTrace(queue.id))
    workspace.queues.setWithoutTrace(queue.id, withoutTrace);
  return changed;
}

/**
 * Whether people are at an item: begun and not yet judged by as many as asked, or in somebody's hands. It stays then,
 * so that one rejection does not take it from the second who is to judge it.
 */
function isUnderWay({ handOuts, questions, now }: Workspace, item: QueueItem): boolean {
  if (item.judged >= item.people || questions.key(item.question)?.live !== 1) return false;
  return item.judged > 0 || handOuts.others(item.queue, item.question, '', now().getTime()) > 0;
}

/**
 * Has every queue that asks about a question show the trace that a release would take now; to be called in a write
 * transaction, after one was mended. Where none can be released any more there is nothing to ask about. Whoever mended
 * it gives it back, since they may not accept it.
 */
export function followTrace(workspace: Workspace, question: string, mender: string): void {
  const stored = workspace.questions.byId(question);
  for (const {
    gone: _gone,
    judged: _judged,
    split: _split,
    settled: _settled,
    ...item
  } of workspace.queueItems.ofQuestion(question)) {
    const queue = workspace.queues.byId(item.queue);
    if (queue === undefined || stored === undefined || item.trace === null) continue;
    const run = queue.run === null ? undefined : workspace.runs.byNumber(queue.run);
    const trace = traceFor(workspace, queue, run)(question);
    if (trace === null) workspace.queueItems.leave(queue.id, question);
    else {
      const now = { ...item, trace: trace.id, textSha256: reviewedText(stored.contentSha256, trace) };
      if (workspace.queueItems.put(now)) recount(workspace, now);
    }
    workspace.handOuts.drop(queue.id, question, mender);
  }
}

/** The trace that is shown; of an aspect that looks at the question alone there is none. */
function traceFor(
  workspace: Workspace,
  { aspect, teacher }: Queue,
  run: StoredRun | undefined,
): (question: string) => Trace | null {
  if (!OF_TRACES.includes(aspect) || run === undefined) return () => null;
  const choose = traceChooser(workspace, run, teacher ?? undefined);
  return (id) => {
    const question = workspace.questions.byId(id);
    return question === undefined ? null : choose(question);
  };
}

function candidates(
  workspace: Workspace,
  { selects, teacher }: Queue,
  run: StoredRun | undefined,
): Candidate[] {
  if (selects.from === 'questions') {
    const { newest } = workspace.questionVersions;
    return known(workspace, selects.ids.map(newest), run); // a mended question is asked about in its new version
  }
  if (run === undefined)
    throw new WinnowError('bad-usage', 'There is no run to take questions from; make one with "winnow run".');
  if (selects.from === 'release') {
    const { rows } = chooseRows(workspace, run, {
      rows: run.report.selected,
      teacher: teacher ?? undefined,
      unreviewedToo: true,
    });
    const ids = rows.map(({ decision }) => decision.questionId);
    return known(workspace, ids, run);
  }
  const { from: _from, q, ...filter } = selects;
  const conditions = { run: run.n, ...filter, ...(q !== undefined && { contains: q }) };
  const range = { by: 'question', after: 0, upTo: Number.MAX_SAFE_INTEGER, limit: MOST + 1 } as const;
  return decisionPages(workspace.db)
    .page(conditions, range)
    .map(({ questionId, rank, signals }) => ({ question: questionId, rank, difficulty: signals.difficulty }));
}

/** Questions that were named, with what a run says of them. */
function known(workspace: Workspace, ids: readonly string[], run: StoredRun | undefined): Candidate[] {
  return [...new Set(ids)].map((id) => {
    const question = workspace.questions.byId(id);
    if (question === undefined)
      throw new WinnowError('not-found', `There is no question ${id.slice(0, 80)} in the pool.`);
    const decision = run && workspace.decisions.ofQuestion(run.n, question.n);
    return { question: id, rank: decision?.rank ?? null, difficulty: decision?.signals.difficulty ?? null };
  });
}

/** Differs from a plain order by rank: what no rank has comes last. */
function priorityOf(
  { ordering, seed }: Queue,
  { question, rank, difficulty }: Candidate,
  trace: Trace | null,
): number {
  if (ordering === 'random') return keyedOrder(seed, question);
  const place = rank ?? Number.MAX_SAFE_INTEGER;
  if (ordering !== 'uncertainty') return place;
  if (trace !== null && trace.verdict !== 'correct' && trace.verdict !== 'wrong') return 0;
  return 1 + Math.abs((difficulty ?? 0.5) - 0.5);
}

/** What an item was raised to stays until the queue is looked at again. */
const raised = ({ raises }: Queue, item: QueueItem | undefined): number =>
  raises === null ? 0 : (item?.people ?? 0);
