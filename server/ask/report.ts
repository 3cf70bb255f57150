import { outcomeCountsAsGraded } from '../db/trace-verdicts.ts';
import type { Workspace } from '../db/workspace.ts';

/** Counts by reason. */
export type Counts = Record<string, number>;

/**
 * The reply of `traces collect`, of the whole collection (CONTRACT).
 * `asked` = `answered` + all of `blocked`, `unusable` and `failed`; `traces.in` = `answered` + all of `unusable`.
 */
export interface CollectionReport {
  collectionId: string;
  runId: string;
  teacher: string;
  asked: number;
  answered: number;
  blocked: Counts;
  unusable: Counts;
  failed: Counts;
  /** Questions of this call's scope that nobody was asked about. */
  pending: number;
  spentUsd: number;
  /** `prompt` is what was sent to a model: nothing, where the teacher is the source itself. */
  tokens: { prompt: number; thoughts: number; answer: number };
  flags: Counts;
  traces: { in: number; usable: number; dropped: Counts };
  /** With --until-usable: how far the walk by rank went, and what each reason cost on the way. */
  walk: { wanted: number; usable: number; walked: number; cost: Counts } | null;
  /** Questions of the scope whose version the pool no longer holds; they are not asked about. */
  retired: number;
  warnings: string[];
  seconds: number;
}

/** What a collection holds, as it is counted from its rows. */
export type CollectionTally = Pick<
  CollectionReport,
  'asked' | 'answered' | 'blocked' | 'unusable' | 'failed' | 'spentUsd' | 'tokens' | 'flags' | 'traces'
>;

/** Counts a whole collection from the rows that are stored. */
export function tallyOf(
  workspace: Workspace,
  collection: string,
  countTokens: (text: string) => number,
): CollectionTally {
  const unusable: Counts = {};
  let answered = 0;
  let dropped = 0;
  let thoughts = 0;
  for (const { outcome, count, tokens } of outcomeCountsAsGraded(workspace, collection)) {
    if (outcome === 'usable') answered = count;
    else {
      unusable[outcome] = count;
      dropped += count;
    }
    thoughts += tokens;
  }
  let answer = 0;
  for (const text of workspace.traces.answers(collection)) answer += countTokens(text);
  return {
    asked: answered + dropped,
    answered,
    blocked: {},
    unusable,
    failed: {},
    spentUsd: 0,
    tokens: { prompt: 0, thoughts, answer },
    flags: {},
    traces: { in: answered + dropped, usable: answered, dropped: unusable },
  };
}
