import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../server/db/workspace.ts';
import type { ShardEngine } from '../../server/engine/shards/carry-out.ts';
import { carryOutJob } from '../../server/engine/shards/job.ts';
import { logFile, roundDir } from '../../server/engine/shards/round.ts';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { writeSample } from '../../server/intake/sample/folder.ts';
import { importSignals } from '../../server/intake/signals.ts';
import { codeSha256 } from '../../server/runs/facts/code-hash.ts';
import type { ShardEffects } from '../../server/runs/shards/room.ts';
import { SHARD_STAGES } from '../../server/runs/shards/stages.ts';
import { ASSETS } from './run.ts';
import { temporaryFolder } from './workspace.ts';

/** Does shard jobs in this process. @param before called with the round and the job; what it throws fails the job */
export const inlineShards = (before: (round: string, job: number) => void = () => undefined): ShardEngine => ({
  name: 'inline',
  carryOut({ round, jobs }) {
    for (const job of jobs) {
      try {
        before(round.name, job);
        carryOutJob(roundDir(round), job, SHARD_STAGES, codeSha256(ASSETS));
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
  progress: () => undefined,
});

/** Fills a workspace with the generated pool, its benchmark and its signals. */
export async function fillWithSample(workspace: Workspace, questions: number): Promise<void> {
  const data = join(import.meta.dirname, '../../data');
  const sample = writeSample(temporaryFolder(), data, () => undefined, { questions });
  await importFiles(workspace, sample.questions, { actor: 'test' });
  await addBenchmarks(workspace, [sample.benchmark], {}, 'test');
  await importSignals(workspace, [sample.signals], 'test');
}
