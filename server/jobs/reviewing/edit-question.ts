import { hash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import type { QuestionEditOrder } from '../../../shared/schemas/review.ts';
import type { NewQuestion, StoredQuestion } from '../../db/questions.ts';
import { raiseFlags } from '../../db/raise-flags.ts';
import type { Workspace } from '../../db/workspace.ts';
import { questionFlags } from '../../intake/question-flags.ts';
import { identify } from '../../intake/records/identity.ts';
import { saltedSha256 } from '../../ledger/salted.ts';

/** What an edit is called among the files of imports. */
const NAME = 'edit';

/**
 * Puts a mended question into the pool as a new version, as an import of one record: the version before gives way and
 * leaves every queue, what was judged of it is stale, and the next run puts the new one through every gate again. One
 * transaction; `imports undo` brings the version before back.
 * @throws WinnowError `conflict` where another version is there by now; `bad-usage` where nothing would change
 */
export function editQuestion(
  workspace: Workspace,
  id: string,
  order: QuestionEditOrder,
  { person, actor }: { person: string; actor: string },
): { questionId: string; before: string; version: number; importId: string } {
  return workspace.write('edit of a question', () => {
    const old = workspace.questions.byId(id);
    if (old?.live !== true || hexOf(old) !== order.contentSha256)
      throw new WinnowError('conflict', 'The question has changed since you read it; look at it again.');
    const importId = `imp-${workspace.randomHex(5)}`;
    const version = mended(old, order, importId);
    const at = workspace.now().toISOString();
    storeImport(workspace, version, at);
    const isKnown = workspace.questions.key(version.questionId) !== undefined;
    workspace.questions.supersede(old.questionId, version.questionId);
    if (isKnown) workspace.questions.restore(version);
    else workspace.questions.insert(version);
    workspace.queueItems.leaveAll(old.questionId);
    const salt = workspace.randomHex(32);
    const { seq } = workspace.events.append({
      type: 'question.edited',
      actor: person,
      subject: version.questionId,
      idem: `question.edited ${importId}`,
      data: {
        before: old.questionId,
        import: importId,
        content_sha256: hexOf(version),
        why_salted_sha256: saltedSha256(salt, order.why),
        brought_by: actor,
      },
    });
    const [question, before] = [version.questionId, old.questionId];
    workspace.questionEdits.put({ question, before, editor: person, why: order.why, salt, at }, seq);
    workspace.editWriters.add(question, before, person);
    raiseFlags(workspace, questionFlags(question, version), { actor: person, subject: importId });
    return { questionId: question, before, version: version.version, importId };
  });
}

const hexOf = ({ contentSha256 }: { contentSha256: Uint8Array }): string =>
  Buffer.from(contentSha256).toString('hex');

function mended(old: StoredQuestion, order: QuestionEditOrder, importId: string): NewQuestion {
  const { n: _n, live: _live, supersededBy: _by, ...rest } = old;
  const text = {
    question: order.question ?? old.question,
    options: order.options === undefined ? old.options : order.options,
    answer: order.answer === undefined ? old.answer : order.answer,
    solution: order.solution === undefined ? old.solution : order.solution,
  };
  if (text.question.trim() === '') throw new WinnowError('bad-usage', 'The question would be empty.');
  const draft = { ...rest, ...text };
  const { questionId, contentSha256, recordSha256 } = identify(old.source, old.license, draft);
  if (questionId === old.questionId)
    throw new WinnowError(
      'bad-usage',
      'Nothing of the question, its options, answer or solution has changed.',
    );
  const place = { importId, file: 0, row: 1, version: old.version + 1 };
  return { ...draft, questionId, contentSha256, recordSha256, ...place };
}

function storeImport(workspace: Workspace, version: NewQuestion, createdAt: string): void {
  const { importId, question, options, answer, solution, source, license } = version;
  const bytes = Buffer.from(JSON.stringify({ question, options, answer, solution }), 'utf8');
  const counts = { imported: 1, superseded: 1, alreadyPresent: 0, rejected: 0, rejections: [], warnings: [] };
  const sources = [{ name: source, revision: version.revision, records: 1, licenseDeclared: license }];
  const files = [{ name: NAME, sha256: hash('sha256', bytes, 'hex'), bytes: bytes.length }];
  workspace.imports.insert({
    id: importId,
    createdAt,
    files: [],
    report: { importId, sources, ...counts, seconds: 0 },
  });
  workspace.imports.finish(importId, files, { importId, sources, ...counts, seconds: 0 });
}
