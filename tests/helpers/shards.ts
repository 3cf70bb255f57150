import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewQuestion } from '../../server/db/questions.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import type { ShardEngine } from '../../server/engine/shards/carry-out.ts';
import { carryOutJob } from '../../server/engine/shards/job.ts';
import { logFile, roundDir } from '../../server/engine/shards/round.ts';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { writeSample } from '../../server/intake/sample/folder.ts';
import { shardReader } from '../../server/intake/shards/reader.ts';
import { spansBy } from '../../server/intake/shards/span.ts';
import { importSignals } from '../../server/intake/signals.ts';
import { codeSha256 } from '../../server/runs/facts/code-hash.ts';
import { heldFolders } from '../../server/runs/shards/held-folders.ts';
import type { ShardEffects } from '../../server/runs/shards/room.ts';
import { shardStages } from '../../server/runs/shards/stages.ts';
import { newQuestion } from './questions.ts';
import { ASSETS } from './run.ts';
import { temporaryFolder } from './workspace.ts';

/** Begins with the first shard that is read. */
export const READER = shardReader({
  file: join(import.meta.dirname, '../../dist/server/intake/shards/reader-thread.js'), // as built from the sources
  execArgv: [],
});

/** Does shard jobs in this process. @param before called with the round and the job; what it throws fails the job */
export const inlineShards = (
  before: (round: string, job: number) => void = () => undefined,
): ShardEngine => ({
  name: 'inline',
  carryOut({ round, jobs }) {
    for (const job of jobs) {
      try {
        before(round.name, job);
        carryOutJob(roundDir(round), job, shardStages(spansBy(READER)), codeSha256(ASSETS));
      } catch (cause) {
        appendFileSync(logFile(round, job), `winnow: ${(cause as Error).message}\n`);
      }
    }
    return Promise.resolve(new Map());
  },
});

/** Small shards in a folder of their own. */
export const shardsOf = (engine: ShardEngine, records: number, root = temporaryFolder()): ShardEffects => ({
  engine,
  root,
  records,
  takes: { memory: 1024, minutes: 5 },
  held: heldFolders('a test', () => Date.now()),
  progress: () => undefined,
});

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn'];
const THINGS = ['marbles', 'stamps', 'shells', 'coins', 'cards', 'pens', 'books', 'beads'];

/** Plain questions, one in ten of which is there twice: letter by letter, in other letters, or with words before it. */
export function plainPool(count: number): NewQuestion[] {
  const textOf = (i: number): string => {
    const [name, other] = [NAMES[i % 6], NAMES[(i + 1 + (i % 4)) % 6]];
    const thing = THINGS[Math.floor(i / 6) % 8];
    return `${name} has ${i + 2} ${thing} in ${(i % 7) + 2} boxes and gives ${i % 13} of them to ${other}. How many ${thing} has ${name} left?`;
  };
  const again = [
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => `Solve this problem. ${text}`,
  ];
  return Array.from({ length: count }, (_, i) => {
    const isCopy = i % 10 === 9;
    const question = isCopy ? again[i % 3]!(textOf(i - 9)) : textOf(i);
    return newQuestion({ question, externalId: `plain-${i}`, answer: `${i + 2 - (i % 13)}`, row: i + 1 });
  });
}

/** Fills a workspace with the generated pool, its benchmark and its signals. */
export async function fillWithSample(workspace: Workspace, questions: number): Promise<void> {
  const data = join(import.meta.dirname, '../../data');
  const sample = writeSample(temporaryFolder(), data, () => undefined, { questions });
  await importFiles(workspace, sample.questions, { actor: 'test' });
  await addBenchmarks(workspace, [sample.benchmark], {}, 'test');
  await importSignals(workspace, [sample.signals], 'test');
}

/** All that a run stored, but for what names it or tells where and how long it worked. */
export function storedBy(workspace: Workspace, runId: string): unknown {
  const { n, report } = workspace.runs.byId(runId)!;
  const { runId: _id, engine: _engine, seconds: _seconds, createdAt: _at, ...rest } = report;
  return {
    rest,
    decisions: [...workspace.decisions.ofRun(n)],
    edges: workspace.duplicates.edges(n),
    groups: workspace.duplicates.groups(n),
  };
}
