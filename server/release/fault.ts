import { WinnowError } from '../../shared/error.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import type { Choice } from './choice.ts';
import { heldByReviews } from './held-by-reviews.ts';

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const TAKEN = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What went wrong with a release, in one line that says what to do; anything unknown stays as it is. */
export function asReleaseError(cause: unknown, out: string, workspace: Workspace): unknown {
  const code = codeOf(cause);
  if (cause instanceof WinnowError) return code === 'conflict' ? withName(cause, out, workspace) : cause;
  if (FULL.has(code))
    return new WinnowError(
      'failed',
      `The disk is full: nothing was left at ${out}; free some space and release again.`,
    );
  if (TAKEN.has(code))
    return new WinnowError(
      'conflict',
      `Something was put at ${out} in the meantime; name another folder with --out.`,
    );
  if (FORBIDDEN.has(code))
    return new WinnowError(
      'bad-usage',
      `${out} can not be written here (${code}); name another folder with --out.`,
    );
  return cause;
}

/**
 * Names the release that lies in the way, and says where this workspace knows nothing of it: such a folder comes
 * from elsewhere, or from a release that was killed after its folder was put in place and before it was recorded.
 */
function withName(cause: WinnowError, out: string, workspace: Workspace): WinnowError {
  const id = (cause.details as { releaseId?: string | null } | null)?.releaseId ?? null;
  if (id === null) return cause;
  const known = workspace.releases.byId(id) !== undefined;
  const what = known ? `holds ${id}` : `holds ${id}, of which this workspace has no record`;
  const mend = known ? 'name another folder with --out' : 'remove it, or name another folder with --out';
  return new WinnowError('conflict', `${out} ${what}; ${mend}.`, { releaseId: id, recorded: known });
}

/** Why no row can be released, and what to do. */
export function nothingToRelease({ report }: StoredRun, choice: Choice): WinnowError {
  const { gaveWay, reservePassedOver } = choice;
  const reasons = { gaveWay, reservePassedOver };
  const held = heldByReviews(choice);
  if (held !== null) return new WinnowError('refused', held, reasons);
  if (report.selected === 0)
    return new WinnowError(
      'bad-input',
      `The run ${report.runId} selected nothing, so there is nothing to release.`,
      reasons,
    );
  return new WinnowError(
    'bad-input',
    `No question of ${report.runId} has a usable trace; collect them first: winnow traces collect --run ${report.runId} --teacher reference --until-usable ${report.selected}`,
    reasons,
  );
}
