import type { AttemptRule } from '../../../shared/schemas/grade-rules.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import type { Workspace } from '../../db/workspace.ts';
import { attemptVerdict, gradingReference } from '../../decide/grades/attempt-verdict.ts';
import { attemptsWanted } from '../../decide/grades/attempts.ts';
import type { Item } from '../loop/item.ts';
import type { Standing } from '../model/standing.ts';

/** Where the samples of a question stand in a collection. */
interface Samples {
  /** The next sample that nobody was asked for. */
  next: number;
  waiting: Item[];
  /** Settled without a reply: no attempt speaks of them. */
  failed: number;
}

/**
 * Of attempts: as many of each question as the rule wants, by all that this solver has said of it so far, also where
 * that was imported. A question that nobody could ever grade, for want of an answer and a solution, is not asked about.
 */
export function attemptStanding(
  workspace: Workspace,
  collection: string,
  model: string,
  rule: AttemptRule,
): Standing {
  const stored = samplesOf(workspace, collection);
  const of = (question: string): Samples => stored.get(question) ?? { next: 0, waiting: [], failed: 0 };
  return {
    open(question) {
      const { next, waiting, failed } = of(question);
      const history = verdictsOf(workspace, question, model);
      if (history === null) return waiting;
      const { more } = attemptsWanted([...history, ...repeated('unverifiable', failed)], rule);
      const fresh = Math.max(0, more - waiting.length);
      const items = Array.from({ length: fresh }, (_, i) => ({
        question,
        sample: next + i,
        round: 1,
        ask: null,
      }));
      return [...waiting, ...items];
    },
    settled({ question, sample }, { state }) {
      const { next, waiting, failed } = of(question);
      stored.set(question, {
        next: Math.max(next, sample + 1),
        waiting: waiting.filter((item) => item.sample !== sample),
        failed: failed + (state === 'failed' ? 1 : 0),
      });
    },
    isUsable: () => false,
    why: () => 'not-asked',
  };
}

function samplesOf(workspace: Workspace, collection: string): Map<string, Samples> {
  const samples = new Map<string, Samples>();
  for (const { n, question, sample, round, state } of workspace.asks.of(collection)) {
    const known = samples.get(question) ?? { next: 0, waiting: [], failed: 0 };
    known.next = Math.max(known.next, sample + 1);
    if (state === 'failed') known.failed++;
    if (state === 'pending' || state === 'asked') known.waiting.push({ question, sample, round, ask: n });
    samples.set(question, known);
  }
  return samples;
}

/** What the solver has said of a question; null where nothing that it says could be graded. */
function verdictsOf(workspace: Workspace, id: string, model: string): Verdict[] | null {
  const question = workspace.questions.byId(id);
  if (question === undefined || gradingReference(question) === null) return null;
  return workspace.attempts
    .of(id)
    .filter((attempt) => attempt.model === model)
    .map((attempt) => attemptVerdict(attempt, question));
}

const repeated = (verdict: Verdict, times: number): Verdict[] => Array.from({ length: times }, () => verdict);
