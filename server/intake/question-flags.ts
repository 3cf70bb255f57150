import { finding } from '../comply/flag.ts';
import { type RaisedFlag, raiseFlags } from '../db/raise-flags.ts';
import { type Personal, personalDataIn } from '../decide/traces/personal-in.ts';
import type { ImportWork } from './import-work.ts';

/** What is to be said of a question as it comes in: personal data in it, as a release would find it. */
export function questionFlags(questionId: string, question: Personal): RaisedFlag[] {
  const place = personalDataIn(question);
  if (place === null) return [];
  const subject = { type: 'question', id: questionId } as const;
  return [{ ...finding('import', 'PII_SUSPECTED', { ...place }), subject }];
}

/** Raises what was found in the questions of an import, in its transaction. */
export function flagQuestions({ workspace, options, importId, personal }: ImportWork): void {
  raiseFlags(workspace, personal, { actor: options.actor ?? 'local', subject: importId });
}
