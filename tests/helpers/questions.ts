import { createHash } from 'node:crypto';
import type { NewQuestion } from '../../server/db/questions.ts';
import type { Workspace } from '../../server/db/workspace.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** A stored question of which a test says only what it is about. */
export function newQuestion(some: Partial<NewQuestion> & { question: string }): NewQuestion {
  const source = some.source ?? 'test';
  const externalId = some.externalId ?? null;
  const content = sha256(
    JSON.stringify([some.question, some.options ?? null, some.answer ?? null, some.solution ?? null]),
  );
  const questionId = sha256(`${source}\0${externalId}\0${content.toString('hex')}`)
    .toString('hex')
    .slice(0, 20);
  return {
    questionId,
    externalId,
    source,
    options: null,
    answer: null,
    solution: null,
    license: 'MIT',
    level: null,
    subject: null,
    meta: '{}',
    importId: 'imp-test',
    file: 0,
    row: 1,
    revision: null,
    contentSha256: content,
    recordSha256: sha256(JSON.stringify([some, 'record'])),
    version: 1,
    ...some,
  };
}

/** Puts questions into the pool of a workspace as one import. */
export function addQuestions(workspace: Workspace, questions: readonly NewQuestion[]): void {
  workspace.write('test', () => {
    const report = {
      importId: 'imp-test',
      sources: [],
      imported: questions.length,
      superseded: 0,
      alreadyPresent: 0,
      rejected: 0,
      rejections: [],
      warnings: [],
      seconds: 0,
    };
    if (workspace.imports.byId('imp-test') === undefined) {
      workspace.imports.insert({ id: 'imp-test', createdAt: '2026-11-24T00:00:00.000Z', files: [], report });
    }
    for (const question of questions) {
      workspace.sources.add(question.source, 'imp-test');
      workspace.questions.insert(question);
    }
  });
}
