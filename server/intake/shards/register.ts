import { hash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import type { Rejection, ShardImportReport } from '../../../shared/schemas/import.ts';
import type { LicenceTable } from '../../comply/licence-table.ts';
import type { ShardReading } from '../../db/shard-pools.ts';
import type { Workspace } from '../../db/workspace.ts';
import { REPORTED_REJECTIONS } from '../limits.ts';
import { reportedSources } from '../tally.ts';
import { doorOf } from './door.ts';
import { readGone } from './find-in-index.ts';
import { shardFolder } from './folder.ts';
import { type NarrowShard, narrowShard } from './narrow.ts';
import { type PoolIndex, writeIndex } from './pool-index.ts';
import { storePool } from './store-pool.ts';
import { type Survey, surveyOf } from './survey.ts';
import { indexDir, narrowDir, sweepParts } from './where.ts';

export interface RegisterOptions extends Partial<ShardReading> {
  strict?: boolean | undefined;
  dryRun?: boolean | undefined;
  actor: string;
}

export interface RegisterEffects {
  progress?(p: { file: string; bytes: number; total: number; records: number }): void;
  signal?: AbortSignal;
  licences?: LicenceTable;
  pid: number;
}

/**
 * Registers a folder of Parquet files as a pool that stays where it is: each file is read once, row group by row
 * group, and taken by the same door as an import takes records, with the same ids. What is known of a file is kept by
 * its content, so that a registration that was stopped goes on where it ended, and one that is repeated changes
 * nothing. The index is in the workspace; nothing is written into the folder.
 * @throws WinnowError `bad-input` for a file that can not be read, for a folder without a question, and with `strict`
 * for any rejection; `conflict` for a source that the pool of the database has; `stopped`; `busy`. Nothing is stored then.
 */
export async function registerShards(
  workspace: Workspace,
  folder: string,
  options: RegisterOptions,
  effects: RegisterEffects,
): Promise<ShardImportReport> {
  const started = workspace.now().getTime();
  const { map = null, source = null, license = null, revision = null, strict, dryRun } = options;
  const reading: ShardReading = { map, source, license, revision };
  const { paths, others } = shardFolder(folder);
  sweepParts(workspace.dir, workspace.now());
  const shards = await readAll(workspace, folder, paths, reading, effects);
  const pool = poolIdOf(shards, reading);
  const index = bringIndex(workspace, pool, shards, effects.pid);
  const first: Rejection[] = [];
  const survey = surveyOf(narrowDir(workspace.dir), shards, index, (path, { line, byte, fault }) => {
    if (first.length < REPORTED_REJECTIONS)
      first.push({ file: path, line, byte, reason: fault.reason, message: fault.message });
  });
  refuseEmpty(folder, index, first);
  if (strict === true && survey.rejected > 0) throw strictError(survey.rejected, first);
  const found = { pool, folder, reading, shards, index, survey };
  const isDry = dryRun === true;
  const importId = isDry
    ? null
    : storePool(workspace, found, { actor: options.actor, licences: effects.licences });
  const { tally, files } = survey;
  const isNew = isDry || importId !== null;
  return {
    importId,
    sources: reportedSources(tally, revision),
    imported: isNew ? tally.imported : 0,
    superseded: 0,
    alreadyPresent: tally.present + (isNew ? 0 : tally.imported),
    rejected: survey.rejected,
    rejections: first,
    warnings: warningsOf(files, others),
    seconds: (workspace.now().getTime() - started) / 1000,
    ...{ poolId: pool, poolSha256: index.poolSha256, shards: files.length },
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function readAll(
  { dir }: Workspace,
  folder: string,
  paths: readonly string[],
  reading: ShardReading,
  { progress, signal, pid }: RegisterEffects,
): Promise<NarrowShard[]> {
  const door = doorOf(reading);
  const total = 2 * paths.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0); // hashed, then decoded
  const shards: NarrowShard[] = [];
  let [bytes, records] = [0, 0];
  for (const path of paths) {
    const shard = await narrowShard(
      folder,
      path,
      { door, reading },
      {
        dir: narrowDir(dir),
        who: `${pid}`,
        check() {
          if (signal?.aborted !== true) return;
          throw new WinnowError(
            'stopped',
            'Stopped while reading shards; the same command goes on from here.',
          );
        },
        read(more) {
          bytes += more;
          progress?.({ file: path, bytes: Math.min(total, Math.round(bytes)), total, records });
        },
      },
    );
    records += shard.head.rows;
    shards.push(shard);
  }
  return shards;
}

/** The same files in the same order, read the same way, are the same pool, wherever they lie. */
const poolIdOf = (shards: readonly NarrowShard[], reading: ShardReading): string =>
  `pool-${hash('sha256', JSON.stringify([reading, shards.map(({ path, narrow, head }) => [path, narrow, head.sha256])])).slice(0, 16)}`;

/** The index of a pool, made where it is not there. */
function bringIndex(
  { dir, shardPools }: Workspace,
  pool: string,
  shards: readonly NarrowShard[],
  pid: number,
): PoolIndex {
  const place = indexDir(dir, pool);
  const known = shardPools.byId(pool);
  if (known !== undefined && existsSync(join(place, 'gone.bin')))
    return {
      ...readGone(place),
      questions: known.questions,
      poolSha256: known.poolSha256,
      sha256: known.indexSha256,
    };
  const draft = `${place}.${pid}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    const index = writeIndex(draft, narrowDir(dir), shards);
    rmSync(place, { recursive: true, force: true });
    renameSync(draft, place);
    return index;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function refuseEmpty(folder: string, { questions }: PoolIndex, [first]: readonly Rejection[]): void {
  if (questions > 0) return;
  const why = first === undefined ? '' : `: ${first.file}, row ${first.line}: ${first.message}`;
  throw new WinnowError('bad-input', `No row of the shards in ${folder} is a question${why}`);
}

const strictError = (rejected: number, rejections: readonly Rejection[]): WinnowError =>
  new WinnowError(
    'bad-input',
    `With --strict nothing was registered, as ${rejected} rows were rejected; the first is ${rejections[0]?.file}:${rejections[0]?.line} (${rejections[0]?.reason}): ${rejections[0]?.message}`,
    { rejected, rejections },
  );

/** Rows of a group: to read one question takes about a second where it has more. */
const LARGE_GROUP = 50_000;

function warningsOf(files: Survey['files'], others: number): string[] {
  const large = files.filter(({ groups }) => groups.some((rows) => rows > LARGE_GROUP));
  return [
    ...(others > 0 ? [`${others} other files in the folder were left: only Parquet stays where it is.`] : []),
    ...(large.length > 0
      ? [
          `${large.length} shards have row groups of over ${LARGE_GROUP.toLocaleString('en-US')} rows, the first is ${large[0]?.path}: one question of them is slow to read, and memory grows with the group; write them with row groups of 10,000 rows.`,
        ]
      : []),
  ];
}
