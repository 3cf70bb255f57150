import { WinnowError } from '../../../shared/error.ts';
import type { StoredDecision } from '../../db/decisions.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type Attempt, isTeacher } from '../../decide/candidate.ts';
import { configOf } from '../../decide/config-of.ts';
import { isGraded } from '../../decide/difficulty/cut.ts';
import { gradingReference } from '../../decide/grades/attempt-verdict.ts';

/** A selected question with the attempts that it lacks. */
export interface ToTry {
  question: StoredQuestion;
  rank: number;
  domain: string;
  /** Estimated difficulty, 0 (easy) to 1; null where nothing was estimated. */
  estimate: number | null;
  /** How many attempts of which solver. */
  attempts: { model: string; attempts: number }[];
}

/** What the selection of a run lacks to rest on attempts alone. */
export interface Unsettled {
  solvers: string[];
  /** Selected questions that hold a graded attempt of each solver. */
  settled: number;
  /** The likeliest to be solved first: an attempt at those would turn the selection soonest. */
  toTry: ToTry[];
  /** Selected questions that were tried, but where nothing tells yet whether the attempts are right. */
  toGrade: number;
  /** Selected questions without an answer and a solution: nobody could tell whether an attempt is right. */
  ungradable: number;
}

/** The attempts at a question, as a run hears them. */
export type AttemptsAt = (question: StoredQuestion) => readonly Pick<Attempt, 'model' | 'verdict'>[];

/** Source: the two whose attempts s1 filtered by (s1, section 2.2); anybody may serve their weights. */
const S1_SOLVERS = ['Qwen/Qwen2.5-7B-Instruct', 'Qwen/Qwen2.5-32B-Instruct'] as const;

/**
 * The fewest attempts after which the difficulty of every selected question is told by attempts and not by an
 * estimate: of each solver so many graded ones at each selected question, less those that are there. Nobody else need
 * be tried: whoever fell stays where it is, and a selected question that is solved gives way in the next run, whose
 * selection is then asked about.
 * @param attemptsAt with the verdicts that a run of today would go by
 * @param models the solvers; none for those that the recipe names, else those that have tried the selection, else s1's
 * @param samples graded attempts of each solver at each question
 * @throws WinnowError `bad-usage` for a run whose recipe has no difficulty gate
 */
export function unsettledOf(
  workspace: Workspace,
  run: StoredRun,
  attemptsAt: AttemptsAt,
  { models, samples }: { models: readonly string[]; samples: number },
): Unsettled {
  const config = configOf(run.recipe, 'difficulty');
  if (config === undefined || config.mode === 'off')
    throw new WinnowError(
      'bad-usage',
      `The run ${run.report.runId} has no difficulty gate: no attempt would change its selection.`,
    );
  const selected = workspace.decisions.ranked(run.n, 1, run.report.selected);
  const tried = selected.map((decision) => {
    const question = workspace.questions.byId(decision.questionId);
    if (question === undefined) throw new RangeError(`${decision.questionId} is gone`);
    return { question, decision, attempts: attemptsAt(question) };
  });
  const solvers = solversOf(
    models,
    config.solvers,
    tried.flatMap(({ attempts }) => attempts),
    run,
  );
  const found: Unsettled = { solvers, settled: 0, toTry: [], toGrade: 0, ungradable: 0 };
  for (const { question, decision, attempts } of tried) {
    const { lacking, isTold } = lackingOf(attempts, solvers, samples);
    if (isTold) found.settled++;
    else if (gradingReference(question) === null) found.ungradable++;
    else if (lacking.length === 0) found.toGrade++;
    else found.toTry.push(toTryOf(question, decision, lacking));
  }
  found.toTry.sort(byWorth);
  return found;
}

/** What solvers were not asked for yet, and whether what they said so far tells enough. */
function lackingOf(
  attempts: ReturnType<AttemptsAt>,
  solvers: readonly string[],
  samples: number,
): { lacking: ToTry['attempts']; isTold: boolean } {
  const of = (model: string) => attempts.filter((attempt) => attempt.model === model);
  const lacking = solvers.flatMap((model) => {
    const more = samples - of(model).length;
    return more > 0 ? [{ model, attempts: more }] : [];
  });
  return { lacking, isTold: solvers.every((model) => of(model).filter(isGraded).length >= samples) };
}

const toTryOf = (
  question: StoredQuestion,
  { rank, signals }: StoredDecision,
  attempts: ToTry['attempts'],
): ToTry => ({
  question,
  rank: rank ?? 0,
  domain: signals.domain,
  estimate: signals.difficultyFrom === 'estimate' ? signals.difficulty : null,
  attempts,
});

const byWorth = (a: ToTry, b: ToTry): number => (a.estimate ?? 1) - (b.estimate ?? 1) || a.rank - b.rank;

function solversOf(
  asked: readonly string[],
  named: readonly string[],
  attempts: ReturnType<AttemptsAt>,
  { recipe }: StoredRun,
): string[] {
  if (asked.length > 0) return [...new Set(asked)];
  if (named.length > 0) return [...named];
  const teachers = configOf(recipe, 'diversity')?.teachers ?? [];
  const graded = attempts.filter(isGraded).map(({ model }) => model);
  const known = new Set(graded.filter((model) => !isTeacher(model, teachers)));
  return known.size > 0 ? [...known].sort() : [...S1_SOLVERS];
}
