import { bytesOfBase64 } from '../../ledger/base64.ts';
import { type Checkpoint, parseSignedCheckpoint } from '../../ledger/checkpoint.ts';
import { verifyNote } from '../../ledger/note.ts';
import { isConsistent } from '../../ledger/proof.ts';
import { ROW_EVENTS } from '../row-events.ts';
import type { FolderReader } from './folder.ts';
import { textOf } from './record.ts';
import { isRotation, type KeyChain } from './rotations.ts';
import { cannotTell, tampered } from './verdict.ts';

/**
 * Holds the checkpoint of the release against one that was kept elsewhere. Two heads of one log at one size with
 * different roots are proof of a rewritten log, whoever signed them.
 */
export function checkHeld(
  checkpoint: Checkpoint,
  earlier: ReadonlyMap<bigint, Checkpoint>,
  held: string,
): string {
  const parsed =
    parseSignedCheckpoint(held) ?? cannotTell('the checkpoint that was brought is no signed checkpoint');
  const other = parsed.checkpoint; // its signature adds nothing: hashes do not agree, or differ, by accident
  if (other.origin !== checkpoint.origin)
    cannotTell(`the checkpoint that was brought is of another log, ${other.origin}`);
  if (other.size === checkpoint.size) {
    if (Buffer.compare(other.root, checkpoint.root) !== 0)
      tampered(
        `the checkpoint that was brought has another root for the same ${other.size} events: the log was rewritten`,
      );
    return `the checkpoint that was brought is the head of the same log, ${other.size} events`;
  }
  if (other.size > checkpoint.size)
    cannotTell(
      `the checkpoint that was brought covers ${other.size} events, later than this release (${checkpoint.size}): winnow ledger verify --checkpoint tells`,
    );
  const own = earlier.get(other.size);
  if (own === undefined)
    return cannotTell(
      `this folder has no way from ${other.size} events to its own checkpoint: winnow ledger verify --checkpoint tells`,
    );
  if (Buffer.compare(own.root, other.root) !== 0)
    tampered(
      `the log of this release does not begin with the ${other.size} events of the checkpoint that was brought`,
    );
  return `the log of the checkpoint that was brought, ${other.size} events, is the beginning of this one`;
}

/**
 * Follows the way from every earlier checkpoint in the folder to its own: each is signed by the key of its time, and
 * its log is the beginning of this one. They are those that the record of the release names, none more and none less.
 * @param named sizes by the event of the release; undefined in a release of an earlier version
 * @returns them by their size
 */
export function checkEarlier(
  folder: FolderReader,
  checkpoint: Checkpoint,
  keys: KeyChain,
  named: { heads: unknown; keyEvents: unknown },
): Map<bigint, Checkpoint> {
  const earlier = new Map<bigint, Checkpoint>();
  for (const file of folder.files) {
    if (!file.startsWith('proofs/') || OF_THE_RELEASE.has(file) || isRotation(file)) continue;
    const { checkpoint: one, note, path } = readEarlier(folder, file);
    if (file !== `proofs/consistency-${one.size}` || one.origin !== checkpoint.origin)
      tampered(`${file} holds another checkpoint`);
    const verdict = verifyNote(note, [keys.at(one.size)]);
    if (!verdict.ok) tampered(`${file}: ${verdict.why}`);
    if (
      one.size >= checkpoint.size ||
      !isConsistent(one.size, checkpoint.size, one.root, checkpoint.root, path)
    )
      tampered(`${file}: the log of this release does not begin with those events`);
    earlier.set(one.size, one);
  }
  for (const { at, head } of keys.rotations) {
    const own = earlier.get(head.size);
    if (own === undefined || Buffer.compare(own.root, head.root) !== 0)
      tampered(`proofs/rotation-${at} is of another log, or of another past`);
  }
  const sizes = [...earlier.keys()].map(Number);
  if (isOther(named.heads, sizes)) tampered('proofs/ holds other earlier checkpoints than were recorded');
  if (
    isOther(
      named.keyEvents,
      keys.rotations.map(({ at }) => at),
    )
  )
    tampered('proofs/ tells of other changes of keys than were recorded');
  return earlier;
}

/** Whether a list that was recorded holds other numbers. */
const isOther = (recorded: unknown, found: readonly number[]): boolean =>
  recorded !== undefined && JSON.stringify(recorded) !== JSON.stringify([...found].sort((a, b) => a - b));

const OF_THE_RELEASE: ReadonlySet<string> = new Set([
  'proofs/release.event.json',
  'proofs/release.tlog-proof',
  ROW_EVENTS,
]);

/** Hashes a line, an empty line, and the checkpoint. */
function readEarlier(folder: FolderReader, file: string) {
  const text = textOf(folder, file);
  const lines = text.split('\n');
  const end = lines.indexOf('');
  const path = lines.slice(0, end).map(bytesOfBase64);
  const parsed = parseSignedCheckpoint(lines.slice(end + 1).join('\n'));
  if (parsed === null || path.length > 64 || path.some((hash) => hash?.length !== 32))
    return tampered(`${file} is no proof`);
  return { ...parsed, path: path.filter((hash) => hash !== null) };
}
