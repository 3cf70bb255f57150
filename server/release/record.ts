import { WinnowError } from '../../shared/error.ts';
import type { Workspace } from '../db/workspace.ts';
import type { ReleaseFacts } from './facts.ts';
import type { ReleaseFiles } from './files.ts';
import type { ReleaseReport } from './report.ts';

/** A staged folder and where it belongs. */
export interface Put {
  workspace: Workspace;
  files: ReleaseFiles;
  stage: string;
  out: string;
  /** Opaque id of who releases. */
  actor: string;
}

/**
 * Puts the folder in its place and records it. The folder gets its name inside the transaction, as its last step:
 * a crash before the commit leaves a folder without a record, which harms nobody and is named when it is in the
 * way; a record without its folder can not come about. Where the commit fails, the folder is taken away again.
 */
export function recordRelease(put: Put, facts: ReleaseFacts, report: ReleaseReport): ReleaseReport {
  const { workspace, files, stage, out } = put;
  let published = false;
  const publish = () => {
    files.publish(stage, out);
    published = true;
    files.settle(out);
  };
  try {
    workspace.write('release', () => {
      refuseRetired(workspace, facts);
      if (workspace.releases.byId(facts.releaseId) === undefined) insert(put, facts, report);
      publish();
    });
  } catch (cause) {
    if (published) files.discard(out);
    throw cause;
  }
  return report;
}

function insert({ workspace, actor }: Put, facts: ReleaseFacts, report: ReleaseReport): void {
  const { releaseId: id, createdAt, policy, run, choice } = facts;
  const rows = choice.rows.map(({ decision, trace }) => ({ question: decision.questionId, trace }));
  workspace.releases.insert({ id, run: run.n, policy, createdAt, report: JSON.stringify(report) }, rows);
  workspace.events.append({
    type: 'release.written',
    actor,
    subject: id,
    idem: `release ${id}`,
    data: {
      run: run.report.runId,
      policy,
      policy_applied: false,
      formats: report.formats,
      rows: report.rows,
      wanted: report.wanted,
      gave_way: report.gaveWay,
      rows_sha256: report.rowsSha256,
      dataset_root: report.datasetRoot,
      manifest_sha256: report.files.find(({ path }) => path === 'manifest.json')?.sha256 ?? null,
    },
  });
}

/** An import may have been undone while the files were written. */
function refuseRetired(workspace: Workspace, { choice }: ReleaseFacts): void {
  const gone = choice.rows.find(({ decision }) => workspace.questions.key(decision.questionId)?.live !== 1);
  if (gone === undefined) return;
  throw new WinnowError(
    'conflict',
    `The pool changed while the release was written: it no longer holds question ${gone.decision.questionId}; release again.`,
  );
}
