import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { MarkBatch } from '../../db/mark-batches.ts';
import { markMany, undoMarks } from '../../intake/mark-batch.ts';
import { namedRows } from '../../runs/columns/named-rows.ts';
import { idsLeft, rowFilterOf, testsFor } from '../../runs/columns/rows.ts';
import { findQuestion } from '../../runs/find.ts';
import { bind } from '../bind.ts';
import { pageOfArray } from '../cursor.ts';
import type { RunIndex } from '../run-index.ts';
import { runOf, type Service } from '../service.ts';
import { speakerOf } from '../speaker.ts';

/** Pins, exclusions and tags. @param ending aborted when the server ends */
export function markRoutes(
  { workspace, maps }: Pick<Service, 'workspace' | 'maps'>,
  index: RunIndex,
  ending: AbortSignal,
): Router {
  const router = Router();
  bind(router, ROUTES.markBatches, ({ query }) => {
    const page = pageOfArray(workspace.markBatches.all(), query);
    return { ...page, items: page.items.map(itemOf) };
  });
  bind(router, ROUTES.mark, async ({ body, caller }) => {
    const { questions: named, runId = 'latest', filter, expected, by, undo = false, ...saying } = body;
    if ((named === undefined) === (filter === undefined))
      throw new WinnowError('bad-usage', 'Name questions by their ids or by a filter: one of the two.');
    const questions =
      named === undefined
        ? await left(runId, filter ?? {})
        : named.map((id) => findQuestion(workspace, id).questionId);
    if (expected !== undefined && expected !== questions.length)
      throw new WinnowError(
        'conflict',
        `${expected} questions were meant, and by now these are ${questions.length}; look again. Nothing was changed.`,
        { questions: questions.length },
      );
    const said = { ...saying, by: speakerOf(caller, by), isTakenBack: undo };
    return itemOf(await markMany(workspace, questions, said, caller.actor, ending));
  });
  bind(router, ROUTES.undoMarks, ({ params: { id }, body, caller }) =>
    undoMarks(workspace, id, { by: speakerOf(caller, body.by), actor: caller.actor }, ending),
  );
  return router;

  async function left(runId: string, filter: Parameters<typeof rowFilterOf>[2]): Promise<string[]> {
    const run = runOf(workspace, runId);
    const indexed = await index(run);
    return idsLeft(
      indexed,
      await testsFor(indexed, rowFilterOf(run, namedRows(workspace, maps.within), filter)),
    );
  }
}

const itemOf = ({ id, said, actor: _actor, putBack: _back, undoneBy: _by, ...batch }: MarkBatch) => {
  const { mark, name, by, why } = said;
  return { batchId: id, mark, name, by, why, ...batch };
};
