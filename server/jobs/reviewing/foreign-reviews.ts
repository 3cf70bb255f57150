import type { ReviewLine } from '../../../shared/schemas/review-line.ts';
import { type ReviewedTrace, reviewedText } from '../../comply/reviewed-text.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { Workspace } from '../../db/workspace.ts';
import { Fault } from '../../intake/fault.ts';
import { type About, aboutFinder } from '../../intake/judgements/about.ts';
import { argillaRecord } from '../../intake/judgements/argilla.ts';
import type { ForeignJudgement, JudgementFormat } from '../../intake/judgements/foreign.ts';
import { labelStudioRecord } from '../../intake/judgements/label-studio.ts';
import { type ForeignRule, lineOf, placedMarks } from '../../intake/judgements/to-line.ts';
import type { FindQuestion } from '../../intake/question-ids.ts';

/** The trace of a question as it is judged; null where there is none. */
export type SeenOf = (question: StoredQuestion) => ReviewedTrace | null;
/** Lines of ours that a record of another tool comes to, and why others of it can not be read. */
export type ReadForeign = (
  format: Exclude<JudgementFormat, 'auto' | 'winnow'>,
  record: Readonly<Record<string, unknown>>,
) => (ReviewLine | Fault)[];

export const PLAIN_RULE: ForeignRule = { decision: undefined, accept: [], reject: [], people: new Map() };

/** Reads exports of other tools as judgements of the questions of a pool, one line for each person of a record. */
export function foreignReader(
  workspace: Workspace,
  find: FindQuestion,
  seenOf: SeenOf,
  rule: ForeignRule,
): ReadForeign {
  const findAbout = aboutFinder(workspace, find, (question) => [
    reviewedText(question.contentSha256, null),
    reviewedText(question.contentSha256, seenOf(question)),
  ]);
  return (format, record) => {
    const { about, judgements } =
      format === 'label-studio' ? labelStudioRecord(record) : argillaRecord(record);
    if (judgements.length === 0) return [];
    const found = findAbout(about);
    if (found instanceof Fault) return [found];
    return judgements.map((said) => (said instanceof Fault ? said : asLine(said, found, { rule, seenOf })));
  };
}

function asLine(
  said: ForeignJudgement,
  { question, textSha256 }: About,
  { rule, seenOf }: { rule: ForeignRule; seenOf: SeenOf },
): ReviewLine | Fault {
  const read = lineOf(said, rule);
  if (read instanceof Fault) return read;
  const fields: Record<string, unknown> = { ...read.line.fields };
  for (const [name, marks] of read.marks) {
    const trace = seenOf(question);
    if (textSha256 !== null && textSha256 !== reviewedText(question.contentSha256, trace))
      return new Fault('wrong-type', `${said.place}: its marks lie in a text that has changed since.`);
    const placed = placedMarks(trace?.thinking ?? question.question, marks);
    if (placed instanceof Fault) return new Fault(placed.reason, `${said.place}: ${placed.message}`);
    fields[name] = placed;
  }
  const { fields: _fields, ...line } = read.line;
  return {
    ...line,
    id: question.questionId,
    ...(textSha256 !== null && { textSha256 }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}
