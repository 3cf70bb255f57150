import { WinnowError } from '../../shared/error.ts';
import type { Before, MarkBatch } from '../db/mark-batches.ts';
import type { Mark } from '../db/marks.ts';
import type { Workspace } from '../db/workspace.ts';
import { markQuestions, type Saying, unmarkQuestions } from './marks.ts';

/**
 * Says something of many questions at once, or takes it back, in one transaction with what stood before, so that all of
 * it can be undone.
 * @param questions our ids
 * @throws WinnowError as `markQuestions`
 */
export function markMany(
  workspace: Workspace,
  questions: readonly string[],
  { isTakenBack, ...saying }: Saying & { isTakenBack: boolean },
  actor: string,
): MarkBatch {
  return workspace.write(`${saying.mark} of ${questions.length} questions`, () => {
    const stood = questions.map((id) => [id, standing(workspace, id, saying)] as const);
    const act = isTakenBack ? unmarkQuestions : markQuestions;
    const { mark, name = '', despite = [], by, why } = act(workspace, questions, saying, actor);
    const before: Before = stood.filter(([id, was]) => !isSame(was, standing(workspace, id, saying)));
    const batch = {
      id: `marks-${workspace.randomHex(5)}`,
      actor,
      said: { mark, name, despite: [...despite], by, why, isTakenBack },
      changed: before.length,
      at: workspace.now().toISOString(),
    };
    if (before.length > 0) workspace.markBatches.insert(batch, before);
    return { ...batch, undoneAt: null };
  });
}

/**
 * Puts back what stood before a batch, for every question where nobody has said anything else since. Whoever takes it
 * back says so in the log.
 * @throws WinnowError `not-found`; `conflict` where it was undone before
 */
export function undoMarks(
  workspace: Workspace,
  id: string,
  { by, actor }: { by: string; actor: string },
): { batchId: string; changed: number; left: number } {
  return workspace.write(`undo of ${id}`, () => {
    const batch = workspace.markBatches.byId(id);
    if (batch === undefined)
      throw new WinnowError(
        'not-found',
        `There are no marks ${id.slice(0, 80)} to take back; the 50 newest can be.`,
      );
    if (batch.undoneAt !== null)
      throw new WinnowError('conflict', `${id} was taken back at ${batch.undoneAt}.`);
    const { said } = batch;
    const isOurs = (now: Mark | null): boolean =>
      now === null ? said.isTakenBack : !said.isTakenBack && saysThat(now, batch);
    const all = workspace.markBatches.before(id);
    const ours = all.filter(([question]) => isOurs(standing(workspace, question, said)));
    const why = `Taken back: ${said.why}`;
    const none = ours.filter(([, was]) => was === null).map(([question]) => question);
    if (none.length > 0) unmarkQuestions(workspace, none, { ...said, by, why }, actor);
    for (const [was, questions] of grouped(ours)) markQuestions(workspace, questions, was, actor);
    workspace.markBatches.undo(id, workspace.now().toISOString());
    return { batchId: id, changed: ours.length, left: all.length - ours.length };
  });
}

/** Whether a mark is the one of a batch: a later one may say the same, and then it is the later one that stands. */
const saysThat = ({ mark, by, why, at }: Mark, batch: MarkBatch): boolean =>
  mark === batch.said.mark && by === batch.said.by && why === batch.said.why && at <= batch.at;

/** The mark that a saying would take the place of; a pin and an exclusion take each other's. */
function standing(
  { marks }: Workspace,
  question: string,
  { mark, name = '' }: Pick<Saying, 'mark' | 'name'>,
): Mark | null {
  const isTag = mark === 'tag';
  return (
    marks
      .of(question)
      .find((one) => (isTag ? one.mark === 'tag' && one.name === name : one.mark !== 'tag')) ?? null
  );
}

const isSame = (a: Mark | null, b: Mark | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Questions by what was said of them before. */
function grouped(before: Before): [Saying, string[]][] {
  const groups = new Map<string, [Saying, string[]]>();
  for (const [question, was] of before) {
    if (was === null) continue;
    const { mark, name, despite, by, why } = was;
    const saying = { mark, name, despite, by, why };
    const key = JSON.stringify(saying);
    const group = groups.get(key) ?? [saying, []];
    group[1].push(question);
    groups.set(key, group);
  }
  return [...groups.values()];
}
