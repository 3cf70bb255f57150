import { type Static, Type } from '@sinclair/typebox';
import { parser } from '../../algorithms/parser.ts';
import { merkleTree } from '../../ledger/merkle.ts';
import type { FolderReader } from './folder.ts';
import { heldRows, type ReadManifest, readJson } from './manifest.ts';
import { readOr } from './record.ts';
import { sha256Hex } from './sums.ts';
import { tampered } from './verdict.ts';

const SPLITS = ['train', 'validation'] as const;

const lineSchema = Type.Object({
  line: Type.Integer({ minimum: 1 }),
  questionId: Type.String(),
  // a release of an earlier version holds none back, and its lines do not say so
  split: Type.Optional(Type.Union(SPLITS.map((name) => Type.Literal(name)))),
  splitLine: Type.Optional(Type.Integer({ minimum: 1 })),
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
  const total = manifest.rows + heldRows(manifest);
  if (provenance.length !== total) tampered(`provenance.jsonl has ${provenance.length} lines, not ${total}`);
  if (Buffer.from(tree.root()).toString('hex') !== manifest.datasetRoot)
    tampered('provenance.jsonl has not the dataset root that was recorded');
  checkSplits(provenance, manifest.rows);
  const parts = { train: provenance.slice(0, manifest.rows), validation: provenance.slice(manifest.rows) };
  for (const format of formatsOf(folder))
    for (const split of SPLITS)
      if (split === 'train' || parts.validation.length > 0)
        checkFormat(folder, { format, split }, parts[split]);
      else if (folder.files.includes(pathOf({ format, split })))
        tampered(`${pathOf({ format, split })} holds rows that were not released`);
  return provenance.map(({ questionId }) => questionId);
}

const formatsOf = (folder: FolderReader): string[] =>
  folder.files.flatMap((path) => /^data\/([a-z0-9-]+)\/train\.jsonl$/.exec(path)?.[1] ?? []);

/** Rows that are trained on come first, and no question stands in both splits. */
function checkSplits(provenance: readonly ProvenanceLine[], trained: number): void {
  const seen = new Set<string>();
  provenance.forEach(({ line, questionId, split = 'train', splitLine = line }, i) => {
    const [wanted, at] = i < trained ? ['train', i + 1] : ['validation', i + 1 - trained];
    if (split !== wanted || splitLine !== at)
      tampered(`line ${i + 1} of provenance.jsonl says it is ${split} ${splitLine}, not ${wanted} ${at}`);
    if (seen.has(questionId))
      tampered(`line ${i + 1} of provenance.jsonl holds a question that stands before`);
    seen.add(questionId);
  });
}

interface Part {
  format: string;
  split: (typeof SPLITS)[number];
}

const pathOf = ({ format, split }: Part): string => `data/${format}/${split}.jsonl`;

function checkFormat(folder: FolderReader, part: Part, provenance: readonly ProvenanceLine[]): void {
  const path = pathOf(part);
  let n = 0;
  for (const bytes of linesOf(folder, path)) {
    const known = provenance[n]?.lines[part.format];
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
