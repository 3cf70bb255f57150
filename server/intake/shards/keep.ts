import { WinnowError } from '../../../shared/error.ts';
import type { PoolRow } from '../../db/pool.ts';
import type { NewQuestion } from '../../db/questions.ts';
import { type RaisedFlag, raiseFlags } from '../../db/raise-flags.ts';
import type { Workspace } from '../../db/workspace.ts';
import { Fault } from '../fault.ts';
import { questionFlags } from '../question-flags.ts';
import { identify } from '../records/identity.ts';
import { questionStore } from '../store.ts';

/** Where a question of a pool comes from. */
export interface Origin {
  importId: string;
  revision: string | null;
  /** Place of its file among those of the import, and its row there, from 1. */
  file: number;
  row: number;
}

/** A question as an import stores it. */
export function storable(row: PoolRow, { importId, revision, file, row: line }: Origin): NewQuestion {
  const [, , externalId, source, license, level, subject, answer, options, question, solution, meta] = row;
  const draft = {
    ...{ externalId, source, license, level, subject, answer, question, solution, meta },
    options: options === null ? null : (JSON.parse(options) as string[]),
  };
  const identity = identify(source, license, draft);
  return { ...draft, ...identity, importId, revision, file, row: line, version: 1 };
}

/**
 * Stores questions that a run over shards has ranked, so that traces, reviews and releases find them as any others; to
 * be called in the transaction of the run. Another text under an external id of an earlier registration is a new version.
 */
export function keepRanked(
  workspace: Workspace,
  questions: readonly NewQuestion[],
  { actor, importId }: { actor: string; importId: string },
): void {
  const store = questionStore(workspace, true);
  const flags: RaisedFlag[] = [];
  for (const question of questions) {
    const stored = store(question);
    if (stored instanceof Fault)
      throw new WinnowError('conflict', `${question.questionId} can not be stored: ${stored.message}`);
    if (stored === 'imported' || stored === 'superseded')
      flags.push(...questionFlags(question.questionId, question));
  }
  raiseFlags(workspace, flags, { actor, subject: importId });
}
