import { createHash } from 'node:crypto';
import type { StoredQuestion } from '../../db/questions.ts';
import type { StoredRun } from '../../db/runs.ts';
import { type Canonical, canonicalBytes, canonicalText } from '../../ledger/canonical.ts';
import { canonicalGeneration, workKey } from '../journal/work-key.ts';
import type { Call } from '../provider.ts';
import type { OpenedTeacher, Purpose } from './opened.ts';

/** Whatever changes a teacher's replies. How many samples are wanted does not: more of them go on in the same collection. */
const settingsOf = (teacher: OpenedTeacher, { settings }: Purpose): Canonical => ({
  ...settings,
  generation: canonicalGeneration(teacher.generation),
  wording: teacher.wording.id,
});

/** The settings of a collection as they are stored: canonical JSON. */
export const settingsText = (teacher: OpenedTeacher, collects: Purpose): string =>
  canonicalText(settingsOf(teacher, collects));

/** Id of the collection of a run, a teacher, its model and its settings: the same again, wherever they are the same. */
export function modelCollectionId(run: StoredRun | null, teacher: OpenedTeacher, collects: Purpose): string {
  const what = canonicalBytes({
    run: run?.report.runId ?? null,
    purpose: collects.name,
    teacher: teacher.name,
    service: teacher.service,
    model: teacher.model,
    endpoint: teacher.endpoint,
    settings: settingsOf(teacher, collects),
  });
  return `col-${createHash('sha256').update(what).digest('hex').slice(0, 16)}`;
}

/** The call that asks a teacher about a question, or about what was said of it. */
export function callOf(
  teacher: OpenedTeacher,
  question: StoredQuestion,
  sample: number,
  subject?: string,
): Call {
  const { system, user } = teacher.wording.promptOf(question, sample, subject);
  const { model, generation } = teacher;
  const key = workKey({
    question: question.questionId,
    prompt: user,
    system,
    provider: teacher.provider.name,
    model,
    generation,
    sample,
    ...(subject === undefined ? {} : { subject }),
  });
  return { key, question: question.questionId, model, system, prompt: user, generation, sample };
}
