import { hash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { Workspace } from '../../db/workspace.ts';
import { gradingReference } from '../../decide/grades/attempt-verdict.ts';
import { canonicalBytes } from '../../ledger/canonical.ts';
import type { Store } from '../journal/journal.ts';
import type { Keeping, Purpose } from '../model/opened.ts';
import { type Asked, GRADE_ORDERS, gradePrompt, gradeReader } from '../prompts/grade.ts';
import type { Prompt } from '../prompts/prompt.ts';
import { anyQuestionsOf, scopesOf, UNDECIDED } from '../scope.ts';
import { gradeStanding } from './standing.ts';
import { answerOf, type Graded } from './subjects.ts';

/** What is graded, in which words, and in how many orders the texts are shown. */
export interface Grading {
  prompt: Prompt;
  what: Graded;
  /** 1 or 2. */
  orders: number;
}

/**
 * Verdicts of a model on what the answer checker can not judge. Whatever is judged stands between fences, the reply
 * must be the object asked for and nothing else, and what can not be read is `unverifiable`.
 */
export function gradesPurpose(workspace: Workspace, { prompt, what, orders }: Grading): Purpose {
  const asked = (question: StoredQuestion, sample: number, subject: string): Asked =>
    gradePrompt(
      prompt,
      {
        question: promptOf(question.question, question.options),
        reference: gradingReference(question) ?? '',
        answer: answerOf(workspace, what, subject),
      },
      GRADE_ORDERS[sample] ?? 'reference-first',
    );
  return {
    name: 'grades',
    settings: { what, prompt_sha256: prompt.sha256 },
    wording: {
      id: prompt.ref,
      promptOf(question, sample, subject) {
        const { system, prompt: user } = asked(question, sample, subject ?? '');
        return { system, user };
      },
    },
    responseSchema: prompt.reply,
    flagged: 'grade',
    scope: (run) => (run === null ? 'pool' : what === 'traces' ? 'selected' : UNDECIDED),
    scopes: (run) => (run === null ? ['pool'] : [UNDECIDED, ...scopesOf(run)]),
    questionsOf: anyQuestionsOf,
    standing: (_, collection) => gradeStanding(workspace, collection, { what, orders }),
    store: (_, into) => gradeStore(workspace, into, { prompt, what }, asked),
    results: (_, collection) => ({
      traces: { in: 0, usable: 0, dropped: {} },
      verdicts: workspace.grades.counts(collection),
    }),
  };
}

function gradeStore(
  workspace: Workspace,
  { collection, teacher }: Keeping,
  { prompt, what }: Pick<Grading, 'prompt' | 'what'>,
  asked: (question: StoredQuestion, sample: number, subject: string) => Asked,
): Store {
  const read = gradeReader(prompt);
  return ({ question: id, sample, round, subject = '' }, replied, call) => {
    const { outcome, answer } = replied.reading;
    const said = (verdict: string, says: string | null): string => {
      const what = canonicalBytes({ collection, subject, sample, round, verdict, says });
      return `grade-${hash('sha256', what).slice(0, 20)}`;
    };
    if (outcome.state !== 'answered') {
      const name = said(outcome.reason, null);
      const flags = teacher.compliance.found(name, replied);
      return { id: name, outcome: outcome.reason, usable: false, tokens: 0, flags };
    }
    const question = workspace.questions.byId(id);
    if (question === undefined) throw new WinnowError('failed', `The workspace has lost the question ${id}.`);
    const { verdict, reasoning, fault } = read(answer, asked(question, sample, subject).code);
    const says = (reasoning ?? fault)?.toWellFormed() ?? null;
    const name = said(verdict, says);
    workspace.grades.insert({
      id: name,
      attempt: what === 'attempts' ? Number(subject) : null,
      trace: what === 'traces' ? subject : null,
      origin: 'model',
      grader: teacher.model,
      sample,
      prompt: prompt.ref,
      promptSha256: prompt.sha256,
      verdict,
      says,
      collection,
      call,
      createdAt: workspace.now().toISOString(),
    });
    const flags = teacher.compliance.found(name, replied);
    return { id: name, outcome: verdict, usable: verdict !== 'unverifiable', tokens: 0, flags };
  };
}
