import { WinnowError } from '../../shared/error.ts';
import { parseSignedCheckpoint } from '../ledger/checkpoint.ts';
import { parseVkey, type VerifierKey, vkeyText } from '../ledger/keys.ts';
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
    const keys = keysOver(workspace, trusted);
    const check = (fault: string | null): LogCheck => ({
      log,
      events: verdict.events,
      root: Buffer.from(verdict.root).toString('hex'),
      checkpoints: signed.length + (held === null ? 0 : 1),
      rows,
      fault,
    });
    if (verdict.fault !== null) return check(`event ${verdict.fault.seq}: ${verdict.fault.why}`);
    if (keys.fault !== null) return check(keys.fault);
    const tree = treeFault(events, verdict.root);
    if (tree !== null) return check(tree);
    for (const { size, note } of signed) {
      const fault =
        checkpointFault(workspace, note, keys.at(size)) ??
        (sizeOf(note) === size ? null : `it covers ${sizeOf(note)}`);
      if (fault !== null) return check(`the checkpoint of ${size} events: ${fault}`);
    }
    const fault = held === null ? null : checkpointFault(workspace, held, keys.at(sizeOf(held)));
    if (fault !== null) return check(`the checkpoint that was brought: ${fault}`);
    const projected = projection.end();
    rows = projected.rows;
    return check(projected.fault ?? lostHead(workspace));
  });
}

/** A head that a release carries was signed, so it was here. */
function lostHead({ releases, checkpoints }: Workspace): string | null {
  const sizes = new Set(checkpoints.all().map(({ size }) => size));
  const lost = releases.headsNamed().find((size) => !sizes.has(size));
  return lost === undefined ? null : `the checkpoint of ${lost} events, which a release carries, is gone`;
}

const sizeOf = (text: string): number => Number(parseSignedCheckpoint(text)?.checkpoint.size ?? 0);

/**
 * Who is trusted to have signed a head of so many events: the keys that are trusted now, and, for heads from before
 * one of them took another's place, that one: the head over the event that says so bears the signatures of both.
 */
function keysOver({ logKeys, checkpoints }: Workspace, trusted: readonly VerifierKey[]) {
  const former: { upTo: number; key: VerifierKey }[] = [];
  const known = new Set(trusted.map(vkeyText));
  let fault: string | null = null;
  for (const { event, vkey, former: before } of logKeys.all().reverse()) {
    if (!known.has(vkey)) continue;
    const [key, next] = [parseVkey(before), parseVkey(vkey)];
    const note = parseSignedCheckpoint(checkpoints.covering(event + 1)?.note ?? '')?.note;
    const isByBoth = note !== undefined && [key, next].every((one) => verifyNote(note, [one]).ok);
    if (!isByBoth)
      fault ??= `event ${event}: no head with the signatures of both keys says that one took the other's place`;
    known.add(before);
    former.push({ upTo: event + 1, key });
  }
  return {
    fault,
    at: (size: number): VerifierKey[] => {
      const over = new Set(former.filter(({ upTo }) => size > upTo).map(({ key }) => vkeyText(key)));
      return [...trusted, ...former.map(({ key }) => key)].filter((key) => !over.has(vkeyText(key)));
    },
  };
}

/** The kept tree has the root of the events; a node that says otherwise would spoil later proofs. */
function treeFault(events: Workspace['events'], root: Uint8Array): string | null {
  const size = events.count();
  if (events.isTreeEmpty()) return null; // a log that is older than its tree: the next event makes it
  try {
    if (Buffer.compare(events.root(size), root) === 0 && events.isTreeSound(size)) return null;
  } catch (cause) {
    if (!(cause instanceof WinnowError)) throw cause; // it lacks a node
  }
  return 'the kept tree is not that of the events';
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
