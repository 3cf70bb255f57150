import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { Rejection } from '../../shared/schemas/import.ts';
import { wordNgrams } from '../algorithms/ngrams.ts';
import type { StoredBenchmark } from '../db/benchmarks.ts';
import type { Workspace } from '../db/workspace.ts';
import { benchmarkItem, type ReadItem, WINDOW } from './benchmark-item.ts';
import { Fault, type PlacedFault, shown } from './fault.ts';
import { readingOf } from './import-options.ts';
import { REPORTED_REJECTIONS } from './limits.ts';
import { stemOf } from './names.ts';
import type { FileFacts, ReadEffects } from './readers/options.ts';
import { readRecords } from './readers/read.ts';

export interface AddedBenchmark extends StoredBenchmark {
  /** False where it was there already, word for word. */
  added: boolean;
  rejected: number;
  /** The first 1,000. */
  rejections: Rejection[];
}

type Item = ReadItem;

/** A benchmark as a file holds it. */
interface ReadBenchmark {
  items: Item[];
  rejected: number;
  rejections: Rejection[];
  facts: FileFacts;
}

/** Every benchmark of the workspace, by name. */
export const listBenchmarks = (workspace: Workspace): StoredBenchmark[] => workspace.benchmarks.all();

/**
 * Says whether runs compare with a benchmark; saying what is so already changes nothing.
 * @throws WinnowError `not-found`, with the names that there are
 */
export function setBenchmarkIncluded(
  workspace: Workspace,
  name: string,
  included: boolean,
  actor: string,
): StoredBenchmark {
  return workspace.write(`benchmarks ${included ? 'include' : 'exclude'} ${name}`, () => {
    const all = listBenchmarks(workspace);
    const benchmark = all.find((one) => one.name === name);
    if (benchmark === undefined) {
      const names = all.map((one) => one.name).join(', ') || 'none was added yet';
      throw new WinnowError('not-found', `There is no benchmark "${shown(name)}"; the benchmarks: ${names}.`);
    }
    if (benchmark.included === included) return benchmark;
    workspace.benchmarks.setIncluded(name, included);
    const type = included ? 'benchmark.included' : 'benchmark.excluded';
    workspace.events.append({
      type,
      actor,
      subject: name,
      idem: `${type}:${workspace.randomHex(8)}`,
      data: { sha256: benchmark.sha256 },
    });
    return { ...benchmark, included };
  });
}

/**
 * Adds benchmarks, one a file, named by its stem or by `name`: what no training set may hold. All of them in
 * one transaction. A benchmark that is there already with the same items is left alone.
 * @throws WinnowError `bad-input` for a file that can not be read or has no items; `bad-usage` for one name
 * and several files; `conflict` where the name stands for other items
 */
export async function addBenchmarks(
  workspace: Workspace,
  paths: readonly string[],
  options: { name?: string | undefined },
  actor: string,
  effects: ReadEffects = {},
): Promise<AddedBenchmark[]> {
  if (options.name !== undefined && paths.length !== 1) {
    throw new WinnowError('bad-usage', '--name is for one file; without it every file is named by its stem.');
  }
  return workspace.writeAsync('benchmarks add', async () => {
    const added: AddedBenchmark[] = [];
    for (const path of paths) {
      const name = options.name ?? stemOf(path, true);
      const read = await readBenchmark(workspace, path, name, effects);
      added.push(store(workspace, path, name, read, actor));
    }
    return added;
  });
}

async function readBenchmark(
  workspace: Workspace,
  path: string,
  name: string,
  effects: ReadEffects,
): Promise<ReadBenchmark> {
  const items = new Map<string, Item>();
  const rejections: Rejection[] = [];
  let rejected = 0;
  const reject = ({ line, byte, fault }: PlacedFault) => {
    rejected++;
    const { reason, message } = fault;
    if (rejections.length < REPORTED_REJECTIONS) rejections.push({ file: path, line, byte, reason, message });
  };
  const facts = await readRecords(path, readingOf(workspace, {}).read, effects, {
    record(record, line, byte) {
      const item = benchmarkItem(record, `${name}-${line}`);
      const fault = item instanceof Fault ? item : add(items, item);
      if (fault !== null) reject({ line, byte, fault });
    },
    reject,
  });
  return { items: [...items.values()], rejected, rejections, facts };
}

function add(items: Map<string, Item>, item: Item): Fault | null {
  const other = items.get(item.id);
  if (other !== undefined && JSON.stringify(other) !== JSON.stringify(item)) {
    return new Fault(
      'duplicate-id',
      `The id "${shown(item.id)}" comes twice in this file, with another text.`,
    );
  }
  items.set(item.id, item);
  return null;
}

function store(
  workspace: Workspace,
  path: string,
  name: string,
  read: ReadBenchmark,
  actor: string,
): AddedBenchmark {
  const { items, rejected, rejections, facts } = read;
  const [first] = rejections;
  if (items.length === 0) {
    const why = first === undefined ? 'it is empty' : `line ${first.line}: ${first.message}`;
    throw new WinnowError('bad-input', `${path} has no benchmark question (${why}).`, { rejections });
  }
  const benchmark = { name, items: items.length, ngrams: countNgrams(items), sha256: contentHash(items) };
  const known = workspace.benchmarks.all().find((one) => one.name === name);
  if (known?.sha256 === benchmark.sha256) {
    storeAnswers(workspace, known, items, actor); // it may have been added by a version that kept none
    return { ...known, added: false, rejected, rejections };
  }
  if (known !== undefined) {
    throw new WinnowError(
      'conflict',
      `There is a benchmark "${shown(name)}" with other items; add this one under another name with --name.`,
    );
  }
  workspace.benchmarks.insert(benchmark, workspace.now().toISOString(), items);
  workspace.events.append({
    type: 'benchmark.added',
    actor,
    subject: name,
    idem: `benchmark.added:${name}`,
    data: { ...benchmark, file: { name: basename(path), sha256: facts.sha256, bytes: facts.bytes } },
  });
  storeAnswers(workspace, benchmark, items, actor);
  return { ...benchmark, included: true, added: true, rejected, rejections };
}

/** Keeps the reference answers of items that carry their text, so that models can be held against them. */
function storeAnswers(
  workspace: Workspace,
  { name, sha256 }: Pick<StoredBenchmark, 'name' | 'sha256'>,
  items: readonly Item[],
  actor: string,
): void {
  const told = items.filter(({ text, answer }) => text !== null && (answer ?? '').trim() !== '');
  const fresh = told.filter(({ id, answer, options }) =>
    workspace.benchmarkAnswers.insert(name, { id, answer: answer ?? '', options }),
  ).length;
  if (fresh === 0) return;
  workspace.events.append({
    type: 'benchmark.answers',
    actor,
    subject: name,
    idem: `benchmark.answers:${name}:${workspace.randomHex(8)}`,
    data: { sha256, answers: fresh },
  });
}

/** Distinct 8-grams over all items, as texts or as fingerprints. */
function countNgrams(items: readonly Item[]): number {
  const distinct = new Set<string>();
  for (const { text, fingerprints } of items) {
    for (const gram of fingerprints ?? wordNgrams(text ?? '', WINDOW)) distinct.add(gram);
  }
  return distinct.size;
}

/** SHA-256 over the items in the order of their ids: the same items are the same benchmark, however packed. */
function contentHash(items: readonly Item[]): string {
  const lines = items.map(({ id, text, words, fingerprints }) =>
    JSON.stringify([id, text, words, fingerprints]),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
