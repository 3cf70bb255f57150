import { createHash } from 'node:crypto';
import type { StoredQuestion } from '../../db/questions.ts';
import type { StoredRun } from '../../db/runs.ts';
import { type Canonical, canonicalBytes, canonicalText } from '../../ledger/canonical.ts';
import { canonicalGeneration, workKey } from '../journal/work-key.ts';
import type { Call } from '../provider.ts';
import type { OpenedTeacher } from './opened.ts';

/** Whatever changes a teacher's replies. How many samples are wanted does not: more of them go on in the same collection. */
const settingsOf = (teacher: OpenedTeacher): Canonical => ({
  generation: canonicalGeneration(teacher.generation),
  wording: teacher.wording.id,
});

/** The settings of a collection as they are stored: canonical JSON. */
export const settingsText = (teacher: OpenedTeacher): string => canonicalText(settingsOf(teacher));

/** Id of the collection of a run, a teacher, its model and its settings: the same again, wherever they are the same. */
export function modelCollectionId({ report }: StoredRun, teacher: OpenedTeacher): string {
  const what = canonicalBytes({
    run: report.runId,
    purpose: 'traces',
    teacher: teacher.name,
    service: teacher.service,
    model: teacher.model,
    endpoint: teacher.endpoint,
    settings: settingsOf(teacher),
  });
  return `col-${createHash('sha256').update(what).digest('hex').slice(0, 16)}`;
}

/** The call that asks a teacher about a question. */
export function callOf(teacher: OpenedTeacher, question: StoredQuestion, sample: number): Call {
  const { system, user } = teacher.wording.promptOf(question);
  const { model, generation } = teacher;
  const key = workKey({
    question: question.questionId,
    prompt: user,
    system,
    provider: teacher.provider.name,
    model,
    generation,
    sample,
  });
  return { key, question: question.questionId, model, system, prompt: user, generation, sample };
}
