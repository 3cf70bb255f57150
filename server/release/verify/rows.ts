import { type Static, Type } from '@sinclair/typebox';
import { parser } from '../../algorithms/parser.ts';
import { merkleTree } from '../../ledger/merkle.ts';
import type { FolderReader } from './folder.ts';
import { type ReadManifest, readJson } from './manifest.ts';
import { readOr } from './record.ts';
import { sha256Hex } from './sums.ts';
import { tampered } from './verdict.ts';

const lineSchema = Type.Object({
  line: Type.Integer({ minimum: 1 }),
  questionId: Type.String(),
  lines: Type.Record(
    Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    Type.String({ pattern: '^[0-9a-f]{64}$' }),
  ),
});
type ProvenanceLine = Static<typeof lineSchema>;
const parseLine = parser(lineSchema);

/**
 * Makes the dataset root anew from provenance.jsonl, and holds every line of every format against it.
 * @returns the ids of the rows in their order
 */
export function checkRows(folder: FolderReader, manifest: ReadManifest): string[] {
  const tree = merkleTree();
  const provenance: ProvenanceLine[] = [];
  for (const bytes of linesOf(folder, 'provenance.jsonl')) {
    tree.add(bytes);
    const line = readJson('provenance.jsonl', bytes, (value) => parseLine(value, 'provenance.jsonl'));
    if (line.line !== provenance.length + 1)
      tampered(`line ${provenance.length + 1} of provenance.jsonl says it is ${line.line}`);
    provenance.push(line);
  }
  if (provenance.length !== manifest.rows)
    tampered(`provenance.jsonl has ${provenance.length} lines, not ${manifest.rows}`);
  if (Buffer.from(tree.root()).toString('hex') !== manifest.datasetRoot)
    tampered('provenance.jsonl has not the dataset root that was recorded');
  for (const format of formatsOf(folder)) checkFormat(folder, format, provenance);
  return provenance.map(({ questionId }) => questionId);
}

const formatsOf = (folder: FolderReader): string[] =>
  folder.files.flatMap((path) => /^data\/([a-z0-9-]+)\/train\.jsonl$/.exec(path)?.[1] ?? []);

function checkFormat(folder: FolderReader, format: string, provenance: readonly ProvenanceLine[]): void {
  const path = `data/${format}/train.jsonl`;
  let n = 0;
  for (const bytes of linesOf(folder, path)) {
    const known = provenance[n]?.lines[format];
    n += 1;
    if (known !== sha256Hex(bytes))
      tampered(`line ${n} of ${path} is not the one that provenance.jsonl names`);
  }
  if (n !== provenance.length) tampered(`${path} has ${n} lines, not ${provenance.length}`);
}

/** The lines of a file without their line feeds, as bytes. */
function* linesOf(folder: FolderReader, path: string): Generator<Buffer> {
  const bytes = readOr(folder, path);
  if (bytes.length > 0 && bytes.at(-1) !== 0x0a) tampered(`${path} does not end with a line feed`);
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(0x0a, from);
    yield bytes.subarray(from, to);
    from = to + 1;
  }
}
