import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openWorkspace } from '../../server/db/workspace.ts';
import { findShardPool } from '../../server/intake/shards/find-pool.ts';
import { openShardPool } from '../../server/intake/shards/pool.ts';
import { shardReader } from '../../server/intake/shards/reader.ts';
import { decidedOverShards, numbersFor, onlyRow } from '../../server/runs/over-shards/find.ts';
import { writeRecords } from '../helpers/parquet-records.ts';
import { measureCommand } from './command.ts';
import { generatedPool } from './commands.ts';

/**
 * Measures a pool that stays as shards: `node --import tsx tests/bench/shard-pool.ts [ROWS OF A ROW GROUP]`: what
 * registering the generated 59,029 questions takes, what the index and the decisions weigh, and how long one question
 * with its decision takes once the pool is open. Seconds of a question: the median and the slowest of 200.
 */
const groupRows = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), 'winnow-shard-pool-'));
const reader = shardReader({
  file: join(import.meta.dirname, '../../dist/server/intake/shards/reader-thread.js'),
  execArgv: [],
});

try {
  const { pool, questions } = generatedPool(folder, 1);
  const bytes = readFileSync(pool);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
  const records = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const shards = join(folder, 'shards');
  mkdirSync(shards);
  for (let from = 0; from < records.length; from += 20_000)
    writeRecords(join(shards, `${from}.parquet`), records.slice(from, from + 20_000), groupRows);
  const dir = join(folder, 'workspace');
  const registering = measureCommand(dir, ['import', '--shards', shards]);
  const running = measureCommand(dir, ['run', '--pool', 'latest', '--recipe', 's1']);
  const workspace = openWorkspace(dir, { now: () => new Date(), randomHex: () => '', pid: process.pid });
  const run = workspace.runs.latest()!;
  const opened = openShardPool(workspace, findShardPool(workspace, 'latest'), reader);
  const ids = opened.heads().map(([, id]) => id);
  const seconds: number[] = [];
  for (let i = 0; i < 200; i++) {
    const id = ids[(i * 7919) % ids.length] ?? '';
    const start = performance.now();
    await decidedOverShards(
      workspace,
      run,
      opened,
      onlyRow(opened, id, opened.rowsOf(numbersFor(opened, id))),
    );
    seconds.push((performance.now() - start) / 1000);
  }
  seconds.sort((a, b) => a - b);
  const weigh = (below: string) => sizeOf(below) / questions;
  console.log(
    JSON.stringify(
      {
        ...{ questions, groupRows, registering, running },
        question: { median: seconds[100], slowest: seconds.at(-1) },
        bytesOfQuestion: {
          shards: weigh(shards) - weigh(join(shards, '.winnow')),
          known: weigh(join(dir, 'pools')),
          decisions: weigh(join(shards, '.winnow')),
          database: sizeOf(join(dir, 'winnow.db')) / questions,
        },
      },
      null,
      2,
    ),
  );
  workspace.close();
} finally {
  reader.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Bytes of a file, or of all files below a folder. */
function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
