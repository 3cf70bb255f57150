import { WinnowError } from '../../../shared/error.ts';
import { parseVkey, type VerifierKey, vkeyText } from '../../ledger/keys.ts';
import { type FolderReader, readFolder } from './folder.ts';
import { checkEarlier, checkHeld } from './held.ts';
import { checkManifest, heldRows } from './manifest.ts';
import { checkRecord, textOf } from './record.ts';
import { checkReplay } from './replay.ts';
import { checkRotations, type KeyChain } from './rotations.ts';
import { checkRowEvents } from './row-events.ts';
import { checkRows } from './rows.ts';
import { checkStatement } from './statement.ts';
import { checkSums } from './sums.ts';
import { Broken, tampered, type Verdict } from './verdict.ts';

export interface VerifyOptions {
  /** A verifier key that was had from somewhere else, as a line of text. */
  vkey?: string | undefined;
  /** The text of a checkpoint that was kept elsewhere. */
  checkpoint?: string | undefined;
  /** Carry out the selection again, as far as it can be without texts. */
  replay?: boolean | undefined;
}

/** Said where the folder vouches for itself. */
export const OWN_KEY =
  'The key is the one in the folder: this shows that nothing was changed since somebody signed it, not who that was. Bring a key that you had from elsewhere with --vkey.';
export const NO_CHECKPOINT =
  'No checkpoint was brought: whoever holds database and key could have rewritten the log before this release. One that was kept elsewhere shows that, with --checkpoint.';

/**
 * Looks at a release folder and tells whether anything was changed, by nothing but the folder, a key and an earlier
 * checkpoint: sums, manifest, record in the log, signed statement, every line.
 * @throws WinnowError `not-found` where there is no folder; `bad-input` for a key that is none
 */
export const verifyRelease = (dir: string, options: VerifyOptions = {}): Verdict =>
  verifyFolder(readFolder(dir), options);

/** The same of a folder that was read already. */
export function verifyFolder(folder: FolderReader, options: VerifyOptions = {}): Verdict {
  const brought = options.vkey === undefined ? null : parseVkey(options.vkey);
  if (brought?.use === 'witness')
    throw new WinnowError('bad-input', 'This is the key of a witness; bring the verifier key of the log.');
  const verdict: Verdict = {
    verdict: 'untouched',
    why: null,
    held: [],
    limits: [],
    releaseId: null,
    rows: null,
  };
  if (brought === null) verdict.limits.push(OWN_KEY);
  if (options.checkpoint === undefined) verdict.limits.push(NO_CHECKPOINT);
  try {
    look(folder, brought, options.checkpoint, verdict);
    if (options.replay === true) {
      const { held, limits } = checkReplay(folder);
      verdict.held.push(...held);
      verdict.limits.push(...limits);
    }
  } catch (cause) {
    if (!(cause instanceof Broken)) throw cause;
    verdict.verdict = cause.verdict;
    verdict.why = cause.message;
  }
  return verdict;
}

function look(
  folder: FolderReader,
  brought: VerifierKey | null,
  checkpoint: string | undefined,
  verdict: Verdict,
): void {
  const sums = checkSums(folder);
  verdict.held.push(`${sums.size} files are those of SHA256SUMS`);
  const found = checkManifest(folder, sums);
  verdict.releaseId = found.manifest.releaseId;
  verdict.rows = found.manifest.rows;
  verdict.held.push(`manifest.json lists ${found.manifest.files.length} of them by their hashes`);
  const keys = checkRotations(folder, brought ?? ownKey(folder));
  const trusted = [keys.signer];
  const { head, at, eventsSha256, ...named } = checkRecord(folder, found, trusted);
  verdict.held.push(`the record of ${found.manifest.releaseId} is in the signed log of ${head.size} events`);
  const earlier = checkEarlier(folder, head, keys, named);
  tellRotations(keys, brought, verdict);
  if (earlier.size > 0) verdict.held.push(`${earlier.size} earlier checkpoints are beginnings of that log`);
  checkStatement(folder, sums, trusted);
  verdict.held.push('the signed statement names the same files');
  const questions = checkRows(folder, found.manifest);
  const held = heldRows(found.manifest);
  const beside = held === 0 ? '' : ` and ${held} for validation`;
  verdict.held.push(
    `${found.manifest.rows} rows${beside} are those of the recorded dataset root, in every format`,
  );
  checkRowEvents(folder, { recorded: eventsSha256, at }, questions);
  if (checkpoint !== undefined) verdict.held.push(checkHeld(head, earlier, checkpoint));
}

/** Who brought a key of an earlier day is told how it leads to the one that signs now, and what that can not show. */
function tellRotations({ rotations, signer }: KeyChain, brought: VerifierKey | null, verdict: Verdict): void {
  for (const { at } of rotations)
    verdict.held.push(`event ${at} put another signing key in its place, signed by both`);
  if (brought === null || vkeyText(brought) === vkeyText(signer)) return;
  verdict.limits.push(
    `The key that was brought signs no more; by its own signature this one took its place: ${vkeyText(signer)}. Whoever stole the old key could have said so too: ask its owner once, and keep the new one.`,
  );
}

function ownKey(folder: FolderReader): VerifierKey {
  const text = textOf(folder, 'vkey');
  try {
    return parseVkey(text);
  } catch (cause) {
    if (cause instanceof WinnowError) return tampered(`vkey: ${cause.message}`);
    throw cause;
  }
}
