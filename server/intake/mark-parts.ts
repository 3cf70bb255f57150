import type { MarkBatch } from '../db/mark-batches.ts';
import type { Before } from '../db/mark-parts.ts';
import type { Mark } from '../db/marks.ts';
import type { Workspace } from '../db/workspace.ts';
import { putMarks, removeMarks, type Said, stands } from './marks.ts';

/**
 * Says the next part of a batch, with what stood before; within a write transaction.
 * @returns the batch as it is by now: `done` with the last part, and forgotten where it changed nothing
 */
export function sayPart(workspace: Workspace, batch: MarkBatch): MarkBatch {
  const { markBatches, markParts } = workspace;
  const { id, said, actor } = batch;
  if (batch.state !== 'going') return batch;
  const part = markParts.unsaid(id);
  const before = part === undefined ? [] : say(workspace, part.questions, said, actor);
  if (part !== undefined && before.length > 0) markParts.said(id, part.n, before);
  else if (part !== undefined) markParts.remove(id, part.n);
  const now: MarkBatch = {
    ...batch,
    reached: batch.reached + (part?.questions.length ?? 0),
    changed: batch.changed + before.length,
    ...(markParts.unsaid(id) === undefined && { state: 'done', at: workspace.now().toISOString() }),
  };
  if (now.state === 'done' && now.changed === 0) markBatches.remove(id);
  else markBatches.update(now);
  return now;
}

function say(
  workspace: Workspace,
  questions: readonly string[],
  { isTakenBack, ...said }: MarkBatch['said'],
  actor: string,
): Before {
  const stood = new Map(questions.map((id) => [id, workspace.marks.of(id)] as const));
  const changed = isTakenBack
    ? removeMarks(workspace, questions, said, actor)
    : questions.filter((id) => !stands(stood.get(id) ?? [], said));
  if (!isTakenBack) putMarks(workspace, changed, said, actor);
  return changed.map((id) => [id, standing(stood.get(id) ?? [], said)] as const);
}

/**
 * Puts back what stood before the first part that is left of a batch, where nobody has said anything else since; within
 * a write transaction.
 * @returns the batch as it is by now: `undone` with the last part
 */
export function putBackPart(workspace: Workspace, batch: MarkBatch): MarkBatch {
  const { markBatches, markParts } = workspace;
  if (batch.state !== 'undoing' || batch.undoneBy === null) return batch;
  const part = markParts.first(batch.id);
  const ours = part === undefined ? [] : putBack(workspace, batch, part.before, batch.undoneBy);
  if (part !== undefined) markParts.remove(batch.id, part.n);
  const isLast = markParts.first(batch.id) === undefined;
  const now: MarkBatch = {
    ...batch,
    reached: batch.reached + (part?.before.length ?? 0),
    putBack: batch.putBack + ours.length,
    ...(isLast && { state: 'undone', undoneAt: workspace.now().toISOString() }),
  };
  markBatches.update(now);
  return now;
}

function putBack(
  workspace: Workspace,
  batch: MarkBatch,
  before: Before,
  { by, actor }: { by: string; actor: string },
): Before {
  const { isTakenBack, ...said } = batch.said;
  const isOurs = (now: Mark | null): boolean =>
    now === null ? isTakenBack : !isTakenBack && saysThat(now, batch);
  const ours = before.filter(([question]) => isOurs(standing(workspace.marks.of(question), said)));
  const none = ours.filter(([, was]) => was === null).map(([question]) => question);
  if (none.length > 0) removeMarks(workspace, none, { ...said, by, why: `Taken back: ${said.why}` }, actor);
  for (const [was, questions] of grouped(ours)) putMarks(workspace, questions, was, actor);
  return ours;
}

/** Whether a mark is the one of a batch: a later one may say the same, and then it is the later one that stands. */
const saysThat = ({ mark, by, why, at }: Mark, batch: MarkBatch): boolean =>
  mark === batch.said.mark && by === batch.said.by && why === batch.said.why && at <= batch.at;

/** The mark among those of a question that a saying would take the place of; a pin and an exclusion take each other's. */
const standing = (marks: readonly Mark[], { mark, name }: Pick<Said, 'mark' | 'name'>): Mark | null =>
  marks.find((one) => (mark === 'tag' ? one.mark === 'tag' && one.name === name : one.mark !== 'tag')) ??
  null;

/** Questions by what was said of them before. */
function grouped(before: Before): [Said, string[]][] {
  const groups = new Map<string, [Said, string[]]>();
  for (const [question, was] of before) {
    if (was === null) continue;
    const { mark, name, despite, by, why } = was;
    const said = { mark, name, despite, by, why };
    const key = JSON.stringify(said);
    const group = groups.get(key) ?? [said, []];
    group[1].push(question);
    groups.set(key, group);
  }
  return [...groups.values()];
}
