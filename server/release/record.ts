import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import type { StoredCheckpoint } from '../db/checkpoints.ts';
import { signHeadWithin } from '../db/log-head.ts';
import type { Workspace } from '../db/workspace.ts';
import type { SealedEvent } from '../ledger/event.ts';
import type { SigningKey } from '../ledger/keys.ts';
import { releasedRows } from './choice.ts';
import type { ReleaseFacts } from './facts.ts';
import type { ReleaseFiles } from './files.ts';
import { folderWriter, type ReleasedFile, sumsText } from './folder.ts';
import { gateEvent } from './gate.ts';
import { earlierHeads, isSignedBy, rotationsBefore, withCosignatures } from './heads.ts';
import { type ReleaseReport, reportOf } from './report.ts';
import { ROW_EVENTS, rowEventsText } from './row-events.ts';
import { type Sealed, sealTexts } from './seal.ts';

/** A staged folder and where it belongs. */
export interface Put {
  workspace: Workspace;
  files: ReleaseFiles;
  stage: string;
  out: string;
  /** Opaque id of who releases. */
  actor: string;
  /** Signs the checkpoint. */
  key: SigningKey;
  /** Since the release was begun. */
  seconds: () => number;
  /** Whether what the gate looked at is what is there now. */
  isSame: () => boolean;
}

/**
 * Records the release, signs the log with the record in it, writes checkpoint and proofs into the folder, and puts
 * it in its place. The folder gets its name inside the transaction, as its last step: a crash before the commit
 * leaves a folder without a record, which harms nobody and is named when it is in the way; a record without its
 * folder can not come about. Where the commit fails, the folder is taken away again.
 * @param written every file of the folder so far
 */
export function recordRelease(
  put: Put,
  facts: ReleaseFacts,
  written: readonly ReleasedFile[],
): ReleaseReport {
  const { workspace, files, stage, out } = put;
  let published = false;
  try {
    return workspace.write('release', () => {
      refuseRetired(workspace, facts);
      refuseRaised(put);
      const known = workspace.events.byIdem(idemOf(put, facts));
      const at = known?.seq ?? workspace.events.count();
      const rowEvents = rowEventsText(workspace, facts.choice, facts.run.report.runId, at);
      const event = known ?? append(put, facts, written, rowEvents);
      const sealed = seal(put, event);
      const all = finish(put, facts, written, sealed, rowEvents);
      const report = reportOf(facts, all, checkpointOf(facts, sealed), put.seconds());
      if (workspace.releases.byId(facts.releaseId) === undefined) insert(workspace, facts, report);
      files.publish(stage, out);
      published = true;
      files.settle(out);
      return report;
    });
  } catch (cause) {
    if (published) files.discard(out);
    throw cause;
  }
}

/** Under another key a release has another `vkey`, and with it another manifest, which is recorded once more. */
const idemOf = ({ workspace: { logKeys } }: Put, { releaseId }: ReleaseFacts): string => {
  const keyId = logKeys.current()?.split('+').at(1);
  return `release ${releaseId}${keyId === undefined ? '' : ` ${keyId}`}`;
};

function append(
  put: Put,
  facts: ReleaseFacts,
  written: readonly ReleasedFile[],
  rowEvents: string,
): SealedEvent {
  const { workspace, actor } = put;
  const { releaseId, policy, run, choice, gate } = facts;
  const size = workspace.events.count();
  workspace.events.append({
    type: 'release.written',
    actor,
    subject: releaseId,
    idem: idemOf(put, facts),
    data: {
      run: run.report.runId,
      policy,
      policy_applied: true,
      policy_sha256: gate.policySha256,
      flags: gate.effects,
      waived: gate.waived,
      waivers: gate.waivers,
      reviews: { ...gate.review },
      distribution: gate.distribution,
      gate_event: Buffer.from(gateEvent(workspace, run.report.runId, gate)?.leaf ?? []).toString('hex'),
      traces: choice.traces,
      formats: facts.formats.map(({ name }) => name),
      rows: choice.rows.length,
      validation_rows: choice.validation.rows.length,
      wanted: choice.wanted,
      gave_way: choice.gaveWay,
      rows_sha256: facts.written.rowsSha256,
      dataset_root: facts.written.datasetRoot,
      events_sha256: createHash('sha256').update(rowEvents).digest('hex'),
      heads: earlierHeads(workspace, size).map((head) => head.size),
      key_events: rotationsBefore(workspace, size).map(({ proof }) => Number(proof.index)),
      manifest_sha256: written.find(({ path }) => path === 'manifest.json')?.sha256 ?? null,
    },
  });
  const event = workspace.events.byIdem(idemOf(put, facts));
  if (event === undefined) throw new WinnowError('failed', `The release ${releaseId} was not recorded.`);
  return event;
}

/** The first checkpoint that covers the event, so that the same release made again carries the same one. */
function seal({ workspace, key }: Put, event: SealedEvent): Sealed {
  const { checkpoints, events } = workspace;
  const covering = checkpoints.all().filter(({ size }) => size > event.seq);
  const checkpoint = covering.find(({ note }) => isSignedBy(note, key)) ?? signHeadWithin(workspace, key);
  const beginningOf = (one: StoredCheckpoint) => ({
    checkpoint: withCosignatures(workspace, one),
    path: events.consistency(one.size, checkpoint.size),
  });
  return {
    event,
    checkpoint,
    path: events.inclusion(event.seq, checkpoint.size),
    root: events.root(checkpoint.size),
    earlier: earlierHeads(workspace, event.seq).map(beginningOf),
    rotations: rotationsBefore(workspace, event.seq),
  };
}

/** Writes what only the record brings forth. @returns every file of the folder, by path */
function finish(
  { files, stage, key }: Put,
  facts: ReleaseFacts,
  written: readonly ReleasedFile[],
  sealed: Sealed,
  rowEvents: string,
): ReleasedFile[] {
  const folder = folderWriter(files, stage);
  try {
    for (const { path, text } of sealTexts(facts, written, sealed, key)) folder.write(path, text);
    folder.write(ROW_EVENTS, rowEvents);
    const byPath = (a: ReleasedFile, b: ReleasedFile) => (a.path < b.path ? -1 : 1);
    const summed = [...written, ...folder.written()].sort(byPath);
    folder.write('SHA256SUMS', sumsText(summed));
    return [...written, ...folder.written()].sort(byPath);
  } finally {
    folder.abandon();
  }
}

const checkpointOf = ({ vkey }: ReleaseFacts, { event, checkpoint, root }: Sealed) => ({
  origin: (JSON.parse(Buffer.from(event.body).toString('utf8')) as { log: string }).log,
  size: checkpoint.size,
  root: Buffer.from(root).toString('hex'),
  vkey,
});

function insert({ releases, releaseLines }: Workspace, facts: ReleaseFacts, report: ReleaseReport): void {
  const { releaseId: id, createdAt, policy, run, choice } = facts;
  const rows = releasedRows(choice).map(({ decision, trace }) => ({ question: decision.questionId, trace }));
  releases.insert({ id, run: run.n, policy, createdAt, report: JSON.stringify(report) }, rows);
  releaseLines.insert(id, facts.written.lines);
}

/** An import may have been undone while the files were written. */
function refuseRetired(workspace: Workspace, { choice }: ReleaseFacts): void {
  const gone = releasedRows(choice).find(
    ({ decision }) => workspace.questions.key(decision.questionId)?.live !== 1,
  );
  if (gone === undefined) return;
  throw new WinnowError(
    'conflict',
    `The pool changed while the release was written: it no longer holds question ${gone.decision.questionId}; release again.`,
  );
}

/** Flags may have been raised while the files were written, and the gate has not seen them. */
function refuseRaised({ isSame }: Put): void {
  if (isSame()) return;
  throw new WinnowError(
    'conflict',
    'What the policy looked at (flags, waivers, reviews) changed while the release was written; release again.',
  );
}
