import { type Static, Type } from '@sinclair/typebox';
import { WinnowError } from '../../../shared/error.ts';
import { parser } from '../../algorithms/parser.ts';
import type { FolderReader } from './folder.ts';
import { sha256Hex } from './sums.ts';
import { tampered } from './verdict.ts';

const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** What a verifier reads of `manifest.json`. */
const manifestSchema = Type.Object({
  releaseId: Type.String({ pattern: '^release-[0-9a-f]{16}$' }),
  rows: Type.Integer({ minimum: 0 }),
  validation: Type.Optional(Type.Union([Type.Null(), Type.Object({ rows: Type.Integer({ minimum: 1 }) })])),
  datasetRoot: sha256,
  files: Type.Array(Type.Object({ path: Type.String(), sha256, bytes: Type.Integer({ minimum: 0 }) })),
});
export type ReadManifest = Static<typeof manifestSchema>;
const parseManifest = parser(manifestSchema);

/** Rows that are held back for validation. */
export const heldRows = ({ validation }: ReadManifest): number => validation?.rows ?? 0;

/** Files that no manifest lists: they hang on its own hash. */
const isOutside = (path: string): boolean =>
  ['manifest.json', 'SHA256SUMS', 'checkpoint', 'attestation.dsse.json'].includes(path) ||
  path.startsWith('proofs/');

/** Holds the manifest against the files: it lists each of them once, with its hash and size, and no other. */
export function checkManifest(
  folder: FolderReader,
  sums: ReadonlyMap<string, string>,
): { manifest: ReadManifest; sha256: string } {
  if (!sums.has('manifest.json')) tampered('manifest.json is not listed in SHA256SUMS');
  const bytes = folder.read('manifest.json');
  const manifest = readJson('manifest.json', bytes, (value) => parseManifest(value, 'manifest.json'));
  const listed = new Set<string>();
  for (const file of manifest.files) {
    if (listed.has(file.path) || isOutside(file.path))
      tampered(`manifest.json lists ${file.path} out of place`);
    listed.add(file.path);
    if (sums.get(file.path) !== file.sha256)
      tampered(`${file.path} is not the file that manifest.json lists`);
    if (folder.read(file.path).length !== file.bytes)
      tampered(`${file.path} has not the size that manifest.json lists`);
  }
  const unlisted = [...sums.keys()].find((path) => !isOutside(path) && !listed.has(path));
  if (unlisted !== undefined) tampered(`${unlisted} is not listed in manifest.json`);
  return { manifest, sha256: sha256Hex(bytes) };
}

/** Reads a JSON file of a release; what can not be read was changed. */
export function readJson<T>(path: string, bytes: Uint8Array, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch (cause) {
    const why = cause instanceof WinnowError ? cause.message : 'it is no JSON in UTF-8';
    return tampered(`${path} can not be read: ${why}`);
  }
}
