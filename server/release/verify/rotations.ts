import { type VerifierKey, vkeyText } from '../../ledger/keys.ts';
import { type ReadRotation, readRotation } from '../../ledger/rotation.ts';
import type { FolderReader } from './folder.ts';
import { textOf } from './record.ts';
import { tampered } from './verdict.ts';

/** The keys of a log, one after the other. */
export interface KeyChain {
  rotations: readonly ReadRotation[];
  /** Who signs now. */
  signer: VerifierKey;
  /** Who signed a head of so many events. */
  at(size: bigint): VerifierKey;
}

const FILE = /^proofs\/rotation-(?:0|[1-9]\d{0,15})$/;

/** Whether a file tells of a change of keys. */
export const isRotation = (path: string): boolean => FILE.test(path);

/**
 * Follows the changes of keys that the folder tells of, from one to the next: each was signed by the key that went
 * and by the one that came. Whoever trusts one of them can trust the others, as far as their times reach.
 * @param trusted the key that was brought, or the folder's own; where there were no changes it is the one that signs
 */
export function checkRotations(folder: FolderReader, trusted: VerifierKey): KeyChain {
  const rotations = folder.files
    .filter(isRotation)
    .map((path) => {
      const read =
        readRotation(textOf(folder, path)) ??
        tampered(`${path} does not show that a key took another's place`);
      return path === `proofs/rotation-${read.at}` ? read : tampered(`${path} is of another event`);
    })
    .sort((a, b) => a.at - b.at);
  rotations.forEach(({ from, at }, i) => {
    const before = rotations[i - 1];
    if (before !== undefined && vkeyText(before.to) !== vkeyText(from))
      tampered(`proofs/rotation-${at} does not go on from the key before it`);
  });
  const [first] = rotations;
  const keys = first === undefined ? [trusted] : [first.from, ...rotations.map(({ to }) => to)];
  if (!keys.some((key) => vkeyText(key) === vkeyText(trusted)))
    tampered('checkpoint: no trusted key has signed it');
  return {
    rotations,
    signer: keys.at(-1) ?? trusted,
    at: (size) => keys[rotations.filter(({ at }) => BigInt(at) < size).length] ?? trusted,
  };
}
