import { WinnowError } from '../../../shared/error.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import type { StoredRun } from '../../db/runs.ts';
import { outcomeCountsAsGraded } from '../../db/trace-verdicts.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Counts } from '../report.ts';
import { questionsOf, scopesOf } from '../scope.ts';
import { traceStore } from './keep-trace.ts';
import type { Purpose, Results } from './opened.ts';
import { standingOf } from './standing.ts';

/** Reasoning traces of a teacher: the question alone is put to it, as s1 did. */
export const TRACES: Purpose = {
  name: 'traces',
  settings: {},
  wording: {
    id: 'bare@1',
    promptOf: ({ question, options }) => ({ system: null, user: promptOf(question, options) }),
  },
  responseSchema: null,
  flagged: 'trace',
  scope: () => 'selected',
  scopes: (run) => (run === null ? [] : scopesOf(run)),
  questionsOf: (workspace, run, scope) => questionsOf(workspace, runOf(run), scope),
  standing: standingOf,
  store: traceStore,
  results,
};

/** @throws WinnowError `bad-usage` where there is none: it is the run that says whose traces are wanted */
export function runOf(run: StoredRun | null): StoredRun {
  if (run !== null) return run;
  throw new WinnowError('bad-usage', 'Traces are collected for a run: name one with --run.');
}

/** A trace that a detector drops still counts as answered; whoever has no text was unusable before. */
function results(workspace: Workspace, collection: string, answered: number, unusable: Counts): Results {
  const dropped: Counts = { ...unusable };
  let usable = 0;
  for (const row of outcomeCountsAsGraded(workspace, collection)) {
    if (row.outcome === 'usable') usable = row.count;
    else if (row.answered > 0) dropped[row.outcome] = (dropped[row.outcome] ?? 0) + row.answered;
  }
  const cut = Object.values(unusable).reduce((sum, n) => sum + n, 0);
  return { traces: { in: answered + cut, usable, dropped } };
}
