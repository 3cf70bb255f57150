import type { AttemptRule } from '../../../shared/schemas/grade-rules.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { Workspace } from '../../db/workspace.ts';
import { attemptVerdict } from '../../decide/grades/attempt-verdict.ts';
import type { Purpose } from '../model/opened.ts';
import { fill, type Prompt } from '../prompts/prompt.ts';
import { anyQuestionsOf, scopesOf, UNDECIDED } from '../scope.ts';
import { attemptStore } from './keep.ts';
import { attemptStanding } from './standing.ts';

/** Attempts of a solver: as many of each question as the rule wants. @param prompt the wording, such as `solve@1` */
export const attemptsPurpose = (prompt: Prompt, rule: AttemptRule): Purpose => ({
  name: 'attempts',
  settings: { prompt_sha256: prompt.sha256 },
  wording: {
    id: prompt.ref,
    promptOf: ({ question, options }) => ({
      system: prompt.system,
      user: fill(prompt.user, { question: promptOf(question, options) }, prompt.ref),
    }),
  },
  responseSchema: null,
  flagged: 'attempt',
  scope: (run) => (run === null ? 'pool' : UNDECIDED),
  scopes: (run) => (run === null ? ['pool'] : [UNDECIDED, ...scopesOf(run)]),
  questionsOf: anyQuestionsOf,
  standing: (workspace, collection, { model }) => attemptStanding(workspace, collection, model, rule),
  store: attemptStore,
  results: (workspace, collection) => ({
    traces: { in: 0, usable: 0, dropped: {} },
    verdicts: verdictCounts(workspace, collection),
  }),
});

/** By the answer checker, as a run would have them now. */
function verdictCounts(workspace: Workspace, collection: string): Record<Verdict, number> {
  const counts = { correct: 0, wrong: 0, unverifiable: 0 };
  let question: StoredQuestion | undefined;
  for (const attempt of workspace.attempts.ofCollection(collection)) {
    if (question?.questionId !== attempt.question) question = workspace.questions.byId(attempt.question);
    if (question !== undefined) counts[attemptVerdict(attempt, question)]++;
  }
  return counts;
}
