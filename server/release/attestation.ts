import { base64Of } from '../ledger/base64.ts';
import type { SigningKey } from '../ledger/keys.ts';
import type { ReleaseFacts } from './facts.ts';
import type { ReleasedFile } from './folder.ts';

export const STATEMENT_TYPE = 'application/vnd.in-toto+json';

/**
 * A signed statement about every file of the release that was there before it: in-toto Statement v1 in a DSSE
 * envelope, its predicate in the shape of SLSA provenance v1. The signature is Ed25519 over the pre-authentication
 * encoding of DSSE v1; the key is the one of the log.
 */
export function attestationText(
  facts: ReleaseFacts,
  files: readonly ReleasedFile[],
  { sign, verifier }: SigningKey,
): string {
  const payload = Buffer.from(JSON.stringify(statementOf(facts, files)), 'utf8');
  const envelope = {
    payloadType: STATEMENT_TYPE,
    payload: base64Of(payload),
    signatures: [
      {
        keyid: Buffer.from(verifier.id).toString('hex'),
        sig: base64Of(sign(dssePae(STATEMENT_TYPE, payload))),
      },
    ],
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

/** What is signed: `DSSEv1`, then type and body, each behind its length in bytes. */
export function dssePae(type: string, body: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(type, 'utf8')} ${type} ${body.length} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), body]);
}

function statementOf(
  { run: { report }, policy, gate, releaseId, version, formats }: ReleaseFacts,
  files: readonly ReleasedFile[],
) {
  const { runId, recipe, recipeSha256, poolSha256, evidenceSha256, codeVersion, seed, selectionSha256 } =
    report;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: files.map(({ path, sha256 }) => ({ name: path, digest: { sha256 } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:winnow:release:v1',
        externalParameters: {
          run: runId,
          recipe,
          seed,
          policy,
          distribution: gate.distribution,
          formats: formats.map(({ name }) => name),
          selectionSha256,
        },
        resolvedDependencies: [
          { name: 'recipe', digest: { sha256: recipeSha256 } },
          { name: 'pool', digest: { sha256: poolSha256 } },
          { name: 'evidence', digest: { sha256: evidenceSha256 } },
        ],
      },
      runDetails: {
        builder: { id: `urn:winnow:${codeVersion}`, version: { winnow: version } },
        metadata: { invocationId: releaseId },
      },
    },
  };
}
