import { parseSignedCheckpoint } from '../ledger/checkpoint.ts';
import type { VerifierKey } from '../ledger/keys.ts';
import { verifyNote } from '../ledger/note.ts';
import { verifyLog } from '../ledger/verify-log.ts';
import { projectionCheck } from './projection/check.ts';
import type { Workspace } from './workspace.ts';

/** What was found in a log, and the first thing that is wrong with it. */
export interface LogCheck {
  log: string;
  events: number;
  /** Hex. */
  root: string;
  /** Checkpoints that were held against the log. */
  checkpoints: number;
  /** Rows of projected tables that are what the log says. */
  rows: number;
  fault: string | null;
}

/**
 * Reads the log from end to end and holds it against its tree, against every checkpoint that was signed for it,
 * and against one that was kept elsewhere; then every row of the projected tables against what the log says of it.
 * @param trusted keys that may have signed
 * @param held text of a signed checkpoint that the caller has from somewhere else
 */
export function checkLog(
  workspace: Workspace,
  trusted: readonly VerifierKey[],
  held: string | null,
): LogCheck {
  return workspace.read(() => {
    const { events, log } = workspace;
    const projection = projectionCheck(workspace.db, events);
    const verdict = verifyLog(events.each(), log, projection.see);
    let rows = 0;
    const signed = workspace.checkpoints.all();
    const check = (fault: string | null): LogCheck => ({
      log,
      events: verdict.events,
      root: Buffer.from(verdict.root).toString('hex'),
      checkpoints: signed.length + (held === null ? 0 : 1),
      rows,
      fault,
    });
    if (verdict.fault !== null) return check(`event ${verdict.fault.seq}: ${verdict.fault.why}`);
    const tree = treeFault(events, verdict.root);
    if (tree !== null) return check(tree);
    for (const { size, note } of signed) {
      const fault = checkpointFault(workspace, note, trusted);
      if (fault !== null) return check(`the checkpoint of ${size} events: ${fault}`);
    }
    const fault = held === null ? null : checkpointFault(workspace, held, trusted);
    if (fault !== null) return check(`the checkpoint that was brought: ${fault}`);
    const projected = projection.end();
    rows = projected.rows;
    return check(projected.fault);
  });
}

/** The kept tree has the root of the events; a node that says otherwise would spoil later proofs. */
function treeFault(events: Workspace['events'], root: Uint8Array): string | null {
  const size = events.count();
  if (!events.isTreeWhole(size)) return null; // a log that is older than its tree: the next event makes it
  return Buffer.compare(events.root(size), root) === 0 && events.isTreeSound(size)
    ? null
    : 'the kept tree is not that of the events';
}

function checkpointFault(
  { events, log }: Workspace,
  text: string,
  trusted: readonly VerifierKey[],
): string | null {
  const parsed = parseSignedCheckpoint(text);
  if (parsed === null) return 'it is no signed checkpoint';
  const { checkpoint, note } = parsed;
  if (checkpoint.origin !== log) return `it is of another log, ${checkpoint.origin}`;
  if (checkpoint.size > BigInt(events.count()))
    return `it covers ${checkpoint.size} events and the log has ${events.count()}: the end was cut off, or an old copy put back`;
  // A root that differs is proof enough, whoever signed it: hashes do not agree by accident.
  if (Buffer.compare(events.root(Number(checkpoint.size)), checkpoint.root) !== 0)
    return `the first ${checkpoint.size} events are not the ones it was signed for`;
  const verdict = verifyNote(note, trusted);
  return verdict.ok ? null : verdict.why;
}
