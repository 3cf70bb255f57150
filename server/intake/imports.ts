import { WinnowError } from '../../shared/error.ts';
import type { ImportReport } from '../../shared/schemas/import.ts';
import type { StoredImport } from '../db/imports.ts';
import type { Workspace } from '../db/workspace.ts';

/** An import as `imports list` shows it. */
export interface ListedImport
  extends Pick<ImportReport, 'sources' | 'imported' | 'superseded' | 'alreadyPresent' | 'rejected'> {
  importId: string;
  createdAt: string;
  /** Null while it stands. */
  undoneAt: string | null;
  files: StoredImport['files'];
}

/** Every import of the workspace, oldest first. */
export const listImports = (workspace: Workspace): ListedImport[] =>
  workspace.imports.all().map(({ id, createdAt, undoneAt, files, report }) => ({
    importId: id,
    createdAt,
    undoneAt,
    files,
    sources: report.sources,
    imported: report.imported,
    superseded: report.superseded,
    alreadyPresent: report.alreadyPresent,
    rejected: report.rejected,
  }));

export interface Undone {
  importId: string;
  /** Questions that are no longer in the pool. */
  retired: number;
  /** Older versions that are back. */
  revived: number;
}

/**
 * Takes the questions of an import out of the pool again and brings back the versions that they superseded.
 * The rows stay, as runs and the log speak of them.
 * @throws WinnowError `not-found`; `conflict` where it was undone before or a release holds one of its questions
 */
export function undoImport(workspace: Workspace, importId: string, actor: string): Undone {
  return workspace.write(`undo of ${importId}`, () => {
    const known = workspace.imports.byId(importId);
    if (known === undefined) {
      throw new WinnowError('not-found', `There is no import ${importId}; "imports list" shows them.`);
    }
    if (known.undoneAt !== null) {
      throw new WinnowError('conflict', `The import ${importId} was undone before, at ${known.undoneAt}.`);
    }
    const live = workspace.questions.liveOf(importId);
    refuseReleased(workspace, importId, live);
    workspace.imports.undo(importId, workspace.now().toISOString());
    const predecessors = predecessorsOf(workspace);
    let revived = 0;
    for (const id of live) {
      workspace.questions.retire(id);
      const older = predecessors(id);
      if (older !== undefined) workspace.questions.revive(older);
      if (older !== undefined) revived++;
    }
    const undone = { importId, retired: live.length, revived };
    workspace.events.append({
      type: 'import.undone',
      actor,
      subject: importId,
      idem: `import.undone:${importId}`,
      data: { retired: undone.retired, revived },
    });
    return undone;
  });
}

function refuseReleased(workspace: Workspace, importId: string, ids: readonly string[]): void {
  const releases = new Set<string>();
  let used = 0;
  for (const id of ids) {
    const holding = workspace.releases.ofQuestion(id);
    if (holding.length > 0) used++;
    for (const release of holding) releases.add(release);
  }
  if (used === 0) return;
  const names = [...releases].slice(0, 3).join(', ');
  throw new WinnowError(
    'conflict',
    `The import ${importId} can not be undone: ${used} of its questions are in a release (${names}); exclude its sources for new runs instead.`,
    { releases: [...releases], questions: used },
  );
}

/** For a version, the newest older one of its question whose own import still stands. */
function predecessorsOf(workspace: Workspace): (id: string) => string | undefined {
  const older = new Map<string, { id: string; importId: string }>();
  for (const { id, supersededBy, importId } of workspace.questions.superseded()) {
    older.set(supersededBy, { id, importId });
  }
  const undone = new Set(
    workspace.imports.all().flatMap(({ id, undoneAt }) => (undoneAt === null ? [] : [id])),
  );
  return (id) => {
    let next = older.get(id);
    while (next !== undefined && undone.has(next.importId)) next = older.get(next.id);
    return next?.id;
  };
}
