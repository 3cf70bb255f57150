import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { parser } from '../../algorithms/parser.ts';
import { fileSha256, outDir, type Round } from './round.ts';

const count = Type.Integer({ minimum: 0 });

/** What a job says of itself when it is done: its line of the manifest. */
const doneSchema = Type.Object(
  {
    stage: Type.String(),
    job: count,
    round: Type.String({ description: 'Hash over all that the jobs of the round were told. Hex.' }),
    input: Type.String({
      description: 'Hash of the file that it read and that is its alone; empty where it has none. Hex.',
    }),
    code: Type.String({ description: 'Hash over the code that did it. Hex.' }),
    counts: Type.Record(Type.String(), count),
    sections: Type.Array(count, { description: 'How many rows it made for each partition.' }),
    files: Type.Array(
      Type.Object({ name: Type.String({ pattern: '^[a-z]+\\.bin$' }), bytes: count, sha256: Type.String() }),
    ),
    seconds: Type.Number({ minimum: 0 }),
    cpuSeconds: Type.Number({ minimum: 0 }),
    peakMemory: Type.Number({ description: 'The most memory that the process has held so far. Unit: MiB.' }),
    host: Type.String(),
  },
  { additionalProperties: false },
);

export type Done = Static<typeof doneSchema>;

const parseDone = parser(doneSchema);

export const DONE_FILE = 'done.json';

/**
 * What a job left behind; null where it is not done, did something else, or its files are not there.
 * @param isThorough whether the files are read and held against their hashes, and not their sizes alone
 */
export function doneOf(round: Round, job: number, isThorough: boolean): Done | null {
  const dir = outDir(round, job);
  const file = join(dir, DONE_FILE);
  if (!existsSync(file)) return null;
  try {
    const done = parseDone(JSON.parse(readFileSync(file, 'utf8')), file);
    const isOwn = done.round === round.sha256 && done.job === job && done.input === (round.inputs[job] ?? '');
    return isOwn && done.files.every((one) => isWhole(dir, one, isThorough)) ? done : null;
  } catch {
    return null;
  }
}

function isWhole(dir: string, { name, bytes, sha256 }: Done['files'][number], isThorough: boolean): boolean {
  const file = join(dir, name);
  return (
    statSync(file, { throwIfNoEntry: false })?.size === bytes && (!isThorough || fileSha256(file) === sha256)
  );
}
