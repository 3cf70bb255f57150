import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { QuestionRow } from '../../../shared/schemas/question-life.ts';
import type { NumberedQuestion } from '../../db/question-pages.ts';
import { bind } from '../bind.ts';
import { hiddenFrom } from '../blind.ts';
import { cursorOf, pageOfRows, readCursor } from '../cursor.ts';
import { inSlices } from '../searching.ts';
import type { Service } from '../service.ts';
import { lifeAnywhere } from '../shard-life.ts';
import type { ShardPages } from '../shard-pages.ts';

/** The questions of the pool, and one question's whole life. */
export function questionRoutes(service: Service, shards: ShardPages): Router {
  const router = Router();
  const { questions, search } = service;
  bind(router, ROUTES.questions, async ({ query: { q, source, import: imported, limit, cursor } }) => {
    const bounds = questions.bounds(source);
    const after = Math.max(readCursor('question', cursor, 0), bounds.after);
    const range = { after, upTo: bounds.upTo, limit: limit + 1 };
    const from = { ...(source !== undefined && { source }), ...(imported !== undefined && { imported }) };
    const rows = !q
      ? questions.page({ ...from, ...range })
      : search.byIndex(q)
        ? questions.search({ ...from, ...range }, q)
        : await inSlices(range, (slice) => questions.scan({ ...from, ...slice }, q));
    return pageOfRows(rows, limit, itemOf, (row) => cursorOf('question', row.n));
  });
  bind(router, ROUTES.question, async ({ params, query, caller }) => {
    const life = await lifeAnywhere(service, shards, params.id, query.run);
    if (!hiddenFrom(service.workspace, caller)(life.question.questionId)) return life;
    return { ...life, traces: life.traces.map((trace) => ({ ...trace, ...UNTOLD })) };
  });
  return router;
}

/** What graders said and what was found, to whom judges blind. */
const UNTOLD = { verdict: null, flags: [] };

const itemOf = ({ n: _n, ...row }: NumberedQuestion): QuestionRow => row;
