import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import { bytesOfBase64 } from './base64.ts';

/** What a signature says: `log` that the text is the log's own, `witness` that it was seen at a time. */
export type KeyUse = 'log' | 'witness';

/** Signature types of the C2SP signed-note page: 0x01 Ed25519, 0x04 timestamped Ed25519 cosignature. */
const TYPE_OF: Readonly<Record<KeyUse, number>> = { log: 1, witness: 4 };

/** A public key under the name that it signs by. */
export interface VerifierKey {
  name: string;
  use: KeyUse;
  /** First four bytes of SHA-256(name || 0x0A || type || public key). */
  id: Uint8Array;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
}

/** Names hold no white space and no plus, so that a line of a note can be taken apart. */
const NAME = /^[^\p{White_Space}+\p{Cc}]{1,200}$/u;

/** SPKI header of an Ed25519 key (RFC 8410), which its 32 bytes follow. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** @throws WinnowError `bad-input` for a name that no note can carry, or a key that is not 32 bytes */
export function verifierKey(name: string, use: KeyUse, publicKey: Uint8Array): VerifierKey {
  if (!NAME.test(name))
    throw new WinnowError(
      'bad-input',
      `The key name ${JSON.stringify(name)} holds a space or a plus, or is empty.`,
    );
  if (publicKey.length !== 32)
    throw new WinnowError('bad-input', `An Ed25519 public key has 32 bytes, this one ${publicKey.length}.`);
  const id = createHash('sha256')
    .update(name)
    .update(Uint8Array.of(0x0a, TYPE_OF[use]))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
  return { name, use, id, publicKey };
}

/** The key as a line of text, in the form of C2SP: `name+keyid+base64(type || public key)`. */
export function vkeyText({ name, use, id, publicKey }: VerifierKey): string {
  const material = Buffer.from([TYPE_OF[use], ...publicKey]).toString('base64');
  return `${name}+${Buffer.from(id).toString('hex')}+${material}`;
}

/**
 * Reads such a line.
 * @throws WinnowError `bad-input` where it is put wrongly, or its key id is not that of its key
 */
export function parseVkey(text: string): VerifierKey {
  const parts = text.trim().split('+');
  const [name = '', id = ''] = parts;
  const material = bytesOfBase64(parts.slice(2).join('+'));
  const use = (Object.keys(TYPE_OF) as KeyUse[]).find((one) => TYPE_OF[one] === material?.[0]);
  if (!/^[0-9a-f]{8}$/.test(id) || material?.length !== 33 || use === undefined)
    throw new WinnowError(
      'bad-input',
      'This is no verifier key: it reads NAME+8 hex digits+base64, on one line.',
    );
  const key = verifierKey(name, use, material.subarray(1));
  if (Buffer.from(key.id).toString('hex') === id) return key;
  throw new WinnowError('bad-input', `The verifier key of ${name} was altered: its id does not fit its key.`);
}

/** Whether Ed25519 holds the signature good for the message. */
export function isSignedBy(key: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const spki = createPublicKey({ key: Buffer.concat([SPKI, key.publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, spki, signature);
}

/** A private key with its public half. */
export interface SigningKey {
  verifier: VerifierKey;
  /** Ed25519 over the message, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/**
 * A signing key from its PKCS#8 text.
 * @throws WinnowError `bad-input` for anything but an Ed25519 private key; the text is never repeated
 */
export function signingKey(name: string, use: KeyUse, pem: string): SigningKey {
  const key = privateKey(pem);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    verifier: verifierKey(name, use, new Uint8Array(spki.subarray(SPKI.length))),
    sign: (message) => sign(null, message, key),
  };
}

function privateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, without a word of the text: it may be a key with a fault.
  }
  throw new WinnowError('bad-input', 'The signing key is not an Ed25519 private key in PKCS#8 PEM.');
}
