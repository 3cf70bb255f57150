import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateSample, type SampleData, type SampleOptions, type SamplePiece } from './generate.ts';
import { parsePlan } from './plan.ts';
import type { Truth } from './truth.ts';
import { parseWords } from './words.ts';

export { selfTest } from './self-test.ts';

/** The sample on disk: what to import, and what was planted in it. */
export interface SampleFolder {
  /** Files of questions, one a source. */
  questions: string[];
  /** The file of the sample benchmark. */
  benchmark: string;
  /** The file of domains and solver attempts. */
  signals: string;
  truth: Truth;
}

const TRUTH = 'truth.json';

/**
 * Writes the sample pool into a folder, or finds it there: `sample-<name>.jsonl.gz` a source,
 * `benchmark/sample-benchmark.jsonl`, `signals.jsonl`, and at the very end `truth.json`, so that a folder with
 * it is whole; a folder that a killed start left without it is written anew.
 * @param data the folder `data/` that ships with the program
 * @param progress told the number of questions written, of how many
 * @throws WinnowError `bad-input` where plan or word lists are not as their schemas say
 */
export function writeSample(
  folder: string,
  data: string,
  progress: (done: number, total: number) => void = () => undefined,
  options: SampleOptions = {},
): SampleFolder {
  const sample = readSampleData(data);
  const found = whole(folder, sample, options) ?? written(folder, sample, options, progress);
  return {
    questions: sample.plan.sources.map(({ name }) => join(folder, `${name}.jsonl.gz`)),
    benchmark: join(folder, 'benchmark', 'sample-benchmark.jsonl'),
    signals: join(folder, 'signals.jsonl'),
    truth: found,
  };
}

/** Reads plan and word lists. */
export function readSampleData(data: string): SampleData {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(data, 'sample', name), 'utf8'));
  return {
    plan: parsePlan(read('plan.json'), 'data/sample/plan.json'),
    words: parseWords(read('words.json'), 'data/sample/words.json'),
  };
}

/** The truth of a folder that is complete and was made from the same seed and number; else null. */
function whole(
  folder: string,
  { plan }: SampleData,
  { seed = 1, questions = plan.questions }: SampleOptions,
): Truth | null {
  const file = join(folder, TRUTH);
  if (!existsSync(file)) return null;
  const truth = JSON.parse(readFileSync(file, 'utf8')) as Truth;
  return truth.version === 1 && truth.seed === seed && truth.questions === questions ? truth : null;
}

function written(
  folder: string,
  data: SampleData,
  options: SampleOptions,
  progress: (done: number, total: number) => void,
): Truth {
  const total = options.questions ?? data.plan.questions;
  const stream = generateSample(data, options);
  let done = 0;
  let next = stream.next();
  while (next.done !== true) {
    const { path } = next.value;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const out = openSync(`${file}.part`, 'w');
    for (; next.done !== true && next.value.path === path; next = stream.next()) {
      writeSync(out, bytesOf(next.value));
      done += next.value.questions;
      if (next.value.questions > 0) progress(done, total);
    }
    closeSync(out);
    renameSync(`${file}.part`, file);
  }
  return next.value;
}

/** Every piece of a gzip file is a member of its own; the header that zlib writes holds no time. */
const bytesOf = ({ text, gzip }: SamplePiece): Uint8Array =>
  gzip ? gzipSync(text, { level: 4 }) : Buffer.from(text);
