import type { SelectionChange } from '../../../shared/schemas/review.ts';
import type { ReleaseWords } from '../../db/reviews.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Chosen } from '../../release/choice.ts';
import { reviewedRow } from '../../release/reviewed-row.ts';
import { chooseRows } from '../../release/select.ts';

/**
 * What judgements have changed in the selection of a run: who gave way, and who of the reserve stepped in, both by
 * rank; and how far the rows that a release would hold now are judged.
 */
export function selectionChange(workspace: Workspace, run: StoredRun): SelectionChange {
  return workspace.read(() => {
    const { rows, drawnFrom, wanted } = chooseRows(workspace, run, {
      rows: run.report.selected,
      unreviewedToo: true,
    });
    const stays = new Set(rows.map(idOf));
    const was = new Set(drawnFrom.map(idOf));
    const words = rows.map((row) => wordsOn(workspace, row));
    const accepted = words.filter((one) => one !== null && one.accepted.length > 0).length;
    return {
      runId: run.report.runId,
      wanted,
      rows: rows.length,
      accepted,
      unreviewed: rows.length - accepted,
      left: drawnFrom
        .filter((row) => !stays.has(idOf(row)))
        .map((row) => ({
          ...placeOf(workspace, row),
          rejectedBy: namesOf(workspace, wordsOn(workspace, row)?.rejected ?? []),
        })),
      steppedIn: rows.filter((row) => !was.has(idOf(row))).map((row) => placeOf(workspace, row)),
    };
  });
}

/** Units of a question's text that are told. */
const SHOWN = 200;

function wordsOn(
  workspace: Workspace,
  { decision, trace: id }: Chosen,
): Pick<ReleaseWords, 'accepted' | 'rejected'> | null {
  const [question, trace] = [workspace.questions.byId(decision.questionId), workspace.traces.byId(id)];
  if (question === undefined || trace === undefined) return null;
  const { accepted, rejected } = reviewedRow(workspace, question, trace, undefined);
  return { accepted: [...accepted], rejected: [...rejected] };
}

const idOf = ({ decision }: Chosen): string => decision.questionId;
const placeOf = ({ questions }: Workspace, { decision: { questionId, rank } }: Chosen) => ({
  questionId,
  rank: rank ?? 0,
  question: questions.byId(questionId)?.question.slice(0, SHOWN) ?? '',
});
const namesOf = ({ people }: Workspace, ids: readonly string[]): string[] =>
  ids.map((id) => people.nameOf(id) ?? id);
