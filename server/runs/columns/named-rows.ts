import { questionPages } from '../../db/question-pages.ts';
import type { Workspace } from '../../db/workspace.ts';
import { findRun } from '../find.ts';
import type { NamedRows } from './rows.ts';

/** Rows by import and by another run, from the workspace. @param within rows in an area of the map of a run */
export function namedRows(workspace: Workspace, within: NamedRows['within']): NamedRows {
  const { ofImport } = questionPages(workspace.db);
  return {
    within,
    imported: ofImport,
    selected(runId) {
      const { n, report } = findRun(workspace, runId);
      return workspace.decisions.ranked(n, 1, report.selected).map(({ n: row }) => row);
    },
  };
}
