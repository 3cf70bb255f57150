import type { Ask } from '../../db/asks.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Item } from '../loop/item.ts';
import type { Standing } from '../model/standing.ts';
import { type Graded, subjectsOf } from './subjects.ts';

/** Of grades: each attempt or trace of a question once in every order, where the grader has not said it yet. */
export function gradeStanding(
  workspace: Workspace,
  collection: string,
  { what, orders }: { what: Graded; orders: number },
): Standing {
  const asked = new Map<string, Ask>();
  for (const ask of workspace.asks.of(collection)) asked.set(`${ask.subject}#${ask.sample}`, ask);
  const itemOf = (question: string, subject: string, sample: number): Item[] => {
    const ask = asked.get(`${subject}#${sample}`);
    if (ask === undefined) return [{ question, subject, sample, round: 1, ask: null }];
    const waits = ask.state === 'pending' || ask.state === 'asked';
    return waits ? [{ question, subject, sample, round: ask.round, ask: ask.n }] : [];
  };
  return {
    open(id) {
      const question = workspace.questions.byId(id);
      if (question === undefined) return [];
      return subjectsOf(workspace, what, question).flatMap(({ subject }) =>
        Array.from({ length: orders }, (_, sample) => itemOf(id, subject, sample)).flat(),
      );
    },
    isUsable: () => false,
    why: () => 'not-asked',
  };
}
