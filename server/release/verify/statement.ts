import { type Static, Type } from '@sinclair/typebox';
import { parser } from '../../algorithms/parser.ts';
import { bytesOfBase64 } from '../../ledger/base64.ts';
import { isSignedBy, type VerifierKey } from '../../ledger/keys.ts';
import { dssePae, STATEMENT_TYPE } from '../attestation.ts';
import type { FolderReader } from './folder.ts';
import { readJson } from './manifest.ts';
import { readOr, textOf } from './record.ts';
import { tampered } from './verdict.ts';

const closed = { additionalProperties: false } as const;
const envelopeSchema = Type.Object(
  {
    payloadType: Type.Literal(STATEMENT_TYPE),
    payload: Type.String(),
    signatures: Type.Array(Type.Object({ keyid: Type.String(), sig: Type.String() }, closed), {
      minItems: 1,
      maxItems: 16,
    }),
  },
  closed,
);
const statementSchema = Type.Object({
  _type: Type.Literal('https://in-toto.io/Statement/v1'),
  subject: Type.Array(Type.Object({ name: Type.String(), digest: Type.Object({ sha256: Type.String() }) })),
});
type Envelope = Static<typeof envelopeSchema>;
const parseEnvelope = parser(envelopeSchema);
const parseStatement = parser(statementSchema);
const FILE = 'attestation.dsse.json';

/** Holds the signed statement against the files: it names each that was there when it was made, by its hash. */
export function checkStatement(
  folder: FolderReader,
  sums: ReadonlyMap<string, string>,
  trusted: readonly VerifierKey[],
): void {
  const envelope = readJson(FILE, readOr(folder, FILE), (value) => parseEnvelope(value, FILE));
  // Nothing else vouches for its bytes: spaces, doubled names and whatever stands behind it would go unseen.
  if (textOf(folder, FILE) !== asWritten(envelope)) tampered(`${FILE} is not written as it was`);
  const payload = bytesOfBase64(envelope.payload) ?? tampered(`${FILE} holds no statement`);
  if (!isSigned(envelope, payload, trusted)) tampered(`${FILE}: no trusted key has signed it`);
  const { subject } = readJson(FILE, payload, (value) => parseStatement(value, FILE));
  for (const { name, digest } of subject)
    if (sums.get(name) !== digest.sha256) tampered(`${name} is not the file that ${FILE} names`);
  const names = new Set(subject.map(({ name }) => name));
  const isLater = (path: string) => path === 'checkpoint' || path === FILE || path.startsWith('proofs/');
  const unnamed = [...sums.keys()].find((path) => !names.has(path) && !isLater(path));
  if (unnamed !== undefined) tampered(`${unnamed} is not named in ${FILE}`);
}

const asWritten = ({ payloadType, payload, signatures }: Envelope): string => {
  const ordered = signatures.map(({ keyid, sig }) => ({ keyid, sig }));
  return `${JSON.stringify({ payloadType, payload, signatures: ordered }, null, 2)}\n`;
};

/** Every signature of a trusted key must hold, and there must be one. */
function isSigned({ signatures }: Envelope, payload: Uint8Array, trusted: readonly VerifierKey[]): boolean {
  const message = dssePae(STATEMENT_TYPE, payload);
  const checks = signatures.flatMap(({ keyid, sig }) => {
    const key = trusted.find(({ id }) => Buffer.from(id).toString('hex') === keyid);
    const signature = bytesOfBase64(sig);
    return key === undefined ? [] : [signature !== null && isSignedBy(key, message, signature)];
  });
  return checks.length > 0 && checks.every((holds) => holds);
}
