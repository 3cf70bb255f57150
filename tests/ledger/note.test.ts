import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkpointText,
  parseCheckpoint,
  parseSignedCheckpoint,
  parseTlogProof,
  tlogProofText,
} from '../../server/ledger/checkpoint.ts';
import { EMPTY_ROOT } from '../../server/ledger/hashes.ts';
import { type KeyUse, parseVkey, signingKey, verifierKey, vkeyText } from '../../server/ledger/keys.ts';
import { type Note, noteText, parseNote, signNote, verifyNote } from '../../server/ledger/note.ts';

const pem = (): string =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    publicKeyEncoding: { format: 'pem', type: 'spki' },
  }).privateKey;
const keyNamed = (name: string, use: KeyUse = 'log') => signingKey(name, use, pem());

/** The published example of the note package of Go, which the specification describes. */
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

describe('verifier keys', () => {
  it('are read and written as the published ones are', () => {
    for (const text of [GO_KEY, 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'])
      expect(vkeyText(parseVkey(text))).toBe(text);
  });

  it.each([
    ['an altered id', GO_KEY.replace('c74f20a3', 'c74f20a4')],
    ['an altered key', GO_KEY.replace('ARpc2', 'ARpc3')],
    ['an altered name', GO_KEY.replace('Peter', 'Petra')],
    ['an unknown type', `x+00000000+${Buffer.alloc(33, 9).toString('base64')}`],
    ['stray characters in the base64', GO_KEY.replace('+ARpc2', '+ ARpc2')],
    ['nothing in it', ''],
  ])('are refused with %s', (_what, text) => {
    expect(() => parseVkey(text)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });

  it('have names without spaces and plus signs', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\nb'])
      expect(() => verifierKey(name, 'log', new Uint8Array(32))).toThrow(/key name/);
  });

  it('are never quoted when a private key can not be read', () => {
    const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ';
    const text = `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`;
    expect(() => signingKey('log', 'log', text)).toThrow(/not an Ed25519 private key/);
    expect(() => signingKey('log', 'log', text)).not.toThrow(new RegExp(secret));
  });
});

describe('notes', () => {
  const log = keyNamed('example.org/log');
  const witness = keyNamed('example.org/witness', 'witness');
  const unsigned: Note = { text: 'one\n\ntwo\n', signatures: [] };
  const signed = signNote(signNote(unsigned, log), witness, 1_795_000_000n);

  it('are signed as the published example is', () => {
    const note = parseNote(GO_NOTE)!;
    expect(verifyNote(note, [parseVkey(GO_KEY)])).toEqual({
      ok: true,
      by: [{ key: parseVkey(GO_KEY), time: null }],
    });
    expect(noteText(note)).toBe(GO_NOTE);
  });

  it('say who signed, and when a witness did', () => {
    const note = parseNote(noteText(signed))!;
    expect(verifyNote(note, [log.verifier, witness.verifier])).toEqual({
      ok: true,
      by: [
        { key: log.verifier, time: null },
        { key: witness.verifier, time: 1_795_000_000n },
      ],
    });
  });

  it('count for nothing without a trusted key, and pass over unknown ones', () => {
    const stranger = keyNamed('example.org/log');
    expect(verifyNote(signed, [stranger.verifier])).toEqual({
      ok: false,
      why: 'no trusted key has signed it',
    });
    expect(verifyNote(signed, [log.verifier])).toEqual({ ok: true, by: [{ key: log.verifier, time: null }] });
  });

  it('are spoilt by one bad signature of a trusted key, whoever else signed', () => {
    const [first, second] = signed.signatures;
    const bad = { ...second!, signature: second!.signature.map((byte, i) => (i === 7 ? byte ^ 1 : byte)) };
    const note = { ...signed, signatures: [first!, bad] };
    expect(verifyNote(note, [log.verifier, witness.verifier])).toEqual({
      ok: false,
      why: 'the signature of example.org/witness does not hold',
    });
  });

  it('do not let a signature of one use pass for the other', () => {
    const text = pem();
    const asLog = signingKey('one', 'log', text);
    const asWitness = signingKey('one', 'witness', text);
    const note = signNote(unsigned, asLog);
    expect(verifyNote(note, [asWitness.verifier]).ok).toBe(false);
    const moved = { ...note.signatures[0]!, keyId: asWitness.verifier.id };
    expect(verifyNote({ ...note, signatures: [moved] }, [asWitness.verifier]).ok).toBe(false);
  });

  it('change with every byte: each flip is refused', () => {
    const bytes = Buffer.from(noteText(signed));
    const trusted = [log.verifier, witness.verifier];
    for (let at = 0; at < bytes.length; at++) {
      const forged = Buffer.from(bytes);
      forged[at]! ^= 1;
      const note = parseNote(forged.toString('utf8'));
      const verdict = note === null ? { ok: false as const } : verifyNote(note, trusted);
      // A flip in the name or key id of one signature makes it an unknown one; then the other is missing.
      if (verdict.ok) expect(verdict.by.length).toBe(1);
    }
  });

  it.each([
    ['no signature', 'text\n'],
    ['no last newline', GO_NOTE.slice(0, -1)],
    ['a control character', GO_NOTE.replace('think', 'th\u0007ink')],
    ['a carriage return', GO_NOTE.replaceAll('\n', '\r\n')],
    ['half of a surrogate pair', GO_NOTE.replace('think', 'th\ud800ink')],
    ['a hyphen for the dash', GO_NOTE.replace('\u2014', '-')],
    ['a name with a plus', GO_NOTE.replace('PeterNeumann x', 'Peter+Neumann x')],
    ['a signature that is no base64', GO_NOTE.replace('x08go', 'x08g*')],
    ['a signature with stray bits', GO_NOTE.replace('JnAM=', 'JnAN=')],
    ['three spaces', GO_NOTE.replace('PeterNeumann x', 'PeterNeumann  x')],
    ['text behind the signatures', `${GO_NOTE}more\n`],
    ['65 signatures', `${GO_NOTE}${(GO_NOTE.split('\n').at(-2) ?? '').concat('\n').repeat(64)}`],
  ])('are refused with %s', (_what, text) => {
    expect(parseNote(text)).toBe(null);
  });

  it('never make anything throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const note = parseNote(text) ?? parseNote(`${text}\n\n\u2014 a AAAAAAA=\n`);
        if (note !== null) expect(verifyNote(note, [parseVkey(GO_KEY)]).ok).toBe(false);
        parseTlogProof(text);
        parseCheckpoint(text);
      }),
    );
  });
});

describe('checkpoints', () => {
  const log = keyNamed('example.org/log');
  const checkpoint = { origin: 'example.org/log', size: 20_852_163n, root: EMPTY_ROOT };
  const text = noteText(signNote({ text: checkpointText(checkpoint), signatures: [] }, log));

  it('are three lines: origin, size, root', () => {
    expect(checkpointText(checkpoint)).toBe(
      'example.org/log\n20852163\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    );
    expect(parseSignedCheckpoint(text)?.checkpoint).toEqual({ ...checkpoint, root: Buffer.from(EMPTY_ROOT) });
  });

  it.each([
    ['a leading zero', checkpointText(checkpoint).replace('208', '0208')],
    ['a sign', checkpointText(checkpoint).replace('208', '-208')],
    ['a size beyond 2^63', checkpointText({ ...checkpoint, size: 10n ** 19n })],
    ['no origin', checkpointText({ ...checkpoint, origin: '' })],
    ['a root of 31 bytes', checkpointText({ ...checkpoint, root: EMPTY_ROOT.subarray(1) })],
    ['an extension line', `${checkpointText(checkpoint)}more\n`],
    ['no newline at the end', checkpointText(checkpoint).slice(0, -1)],
  ])('are refused with %s', (_what, wrong) => {
    expect(parseCheckpoint(wrong)).toBe(null);
  });

  it('travel with a proof in one text', () => {
    const proof = { index: 73_894n, path: [Buffer.from(EMPTY_ROOT), Buffer.alloc(32, 7)], checkpoint: text };
    const written = tlogProofText(proof);
    expect(written.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 73894']);
    expect(parseTlogProof(written)).toEqual(proof);
    const alone = { index: 0n, path: [], checkpoint: text };
    expect(parseTlogProof(tlogProofText(alone))).toEqual(alone);
    for (const wrong of [
      written.replace('@v1', '@v2'),
      written.replace('index 7', 'index 07'),
      written.replace('index', 'extra AAAA\nindex'),
      written.replace('47DE', '47D'),
      written.replace('\n\n', '\n'),
    ])
      expect(parseTlogProof(wrong)?.checkpoint === text).toBe(false);
  });
});
