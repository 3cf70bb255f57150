import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { Workspace } from '../db/workspace.ts';
import { shardFolderOf } from '../intake/shards/find-pool.ts';
import { runDecisionsDir } from '../runs/over-shards/find.ts';

/** Runs that are looked at. */
const MOST_RUNS = 100_000;

interface Named {
  /** What it is a file of. */
  of: string;
  file: string;
  path: string;
  sha256: string;
}

/**
 * Reads every file that the log names and the workspace does not hold: shards of registered pools, and decisions of
 * runs over them. Each is held against its hash in the tables, which `ledger verify` has held against the log.
 * @param progress told with files that were read, and how many there are
 * @returns how many files hold
 * @throws WinnowError `failed`, naming the first file that is gone or is another one; `stopped`
 */
export async function verifyShards(
  workspace: Workspace,
  { signal, progress }: { signal: AbortSignal; progress: (done: number, total: number) => void },
): Promise<number> {
  const files = [...namedFiles(workspace)];
  for (const [done, { of, file, path, sha256 }] of files.entries()) {
    progress(done, files.length);
    if (signal.aborted)
      throw new WinnowError('stopped', 'Stopped while reading shards; nothing was changed.');
    if (!existsSync(file)) throw new WinnowError('failed', `${path} of ${of} is not at ${file}.`);
    const sum = createHash('sha256');
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }))
      sum.update(chunk as Buffer);
    if (sum.digest('hex') !== sha256)
      throw new WinnowError('failed', `${path} of ${of} is not what the log says of it: it was changed.`);
  }
  return files.length;
}

function* namedFiles(workspace: Workspace): Generator<Named> {
  for (const { id, importId } of workspace.shardPools.all()) {
    if (workspace.imports.byId(importId)?.undoneAt !== null) continue;
    const folder = shardFolderOf(workspace, id);
    for (const { path, sha256 } of workspace.shardPools.files(id))
      yield { of: id, path, sha256, file: join(folder, path) };
  }
  for (const run of workspace.runs.page(MOST_RUNS)) {
    const { shards, runId } = run.report;
    if (shards === undefined) continue;
    const dir = runDecisionsDir(workspace, run, shardFolderOf(workspace, shards.pool));
    for (const { path, sha256 } of workspace.decisionFiles.ofRun(run.n))
      yield { of: runId, path, sha256, file: join(dir, path) };
  }
}
