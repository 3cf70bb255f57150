import { basename, join, relative, resolve } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import type { ImportReport } from '../../../shared/schemas/import.ts';
import type { LicenceTable } from '../../comply/licence-table.ts';
import type { ShardReading } from '../../db/shard-pools.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { NewEvent } from '../../ledger/event.ts';
import { gatherRejections } from '../rejections.ts';
import { flagSources } from '../source-flags.ts';
import { reportedSources } from '../tally.ts';
import type { NarrowShard } from './narrow.ts';
import type { PoolIndex } from './pool-index.ts';
import { type Survey, surveyOf } from './survey.ts';
import { narrowDir } from './where.ts';

/** All that a registration found. */
export interface ToStore {
  pool: string;
  folder: string;
  reading: ShardReading;
  shards: readonly NarrowShard[];
  index: PoolIndex;
  survey: Survey;
}

/**
 * Stores a registered pool with its event and flags, all or nothing; one that is there already is only told where it
 * lies now.
 * @returns the id of its import; null where it was there
 */
export function storePool(
  workspace: Workspace,
  found: ToStore,
  { actor, licences }: { actor: string; licences: LicenceTable | undefined },
): string | null {
  const { pool, folder, shards } = found;
  const importId = `imp-${workspace.randomHex(5)}`;
  return workspace.write(`import of the shards in ${basename(folder)}`, () => {
    const known = workspace.shardPools.byId(pool);
    const isThere = known !== undefined && workspace.imports.byId(known.importId)?.undoneAt === null;
    if (!isThere) {
      storeRows(workspace, found, importId);
      workspace.events.append(registeredEvent(found, importId, actor));
      const by = { options: { actor }, effects: licences === undefined ? {} : { licences } };
      flagSources({ workspace, importId, origins: found.survey.origins, ...by });
    }
    const changed = shards.map((shard) => shard.changed);
    workspace.shardPools.place(pool, {
      folder: relative(resolve(workspace.dir), resolve(folder)),
      changed,
    });
    return isThere ? null : importId;
  });
}

function storeRows(workspace: Workspace, found: ToStore, importId: string): void {
  const { pool, reading, index, survey } = found;
  const { tally, files, rejected } = survey;
  const sources = reportedSources(tally, reading.revision);
  refuseShared(workspace, sources);
  workspace.imports.insert({
    id: importId,
    createdAt: workspace.now().toISOString(),
    files: files.map(({ path, sha256, bytes }) => ({ name: path, sha256, bytes })),
    report: {
      ...{ importId, sources, imported: tally.imported, superseded: 0, alreadyPresent: tally.present },
      ...{ rejected, rejections: [], warnings: [], seconds: 0 },
    },
  });
  // Set aside for runs over the database, which holds only those of them that a run over the shards has ranked.
  for (const { name } of sources)
    if (workspace.sources.add(name, importId)) workspace.sources.setIncluded(name, false);
  const { questions, poolSha256, sha256: indexSha256 } = index;
  workspace.shardPools.insert({ id: pool, importId, questions, poolSha256, indexSha256, reading }, files);
  if (rejected > 0) listRejections(workspace, found, importId);
}

/** What was rejected lies beside the rejections of other imports; the write lock is held. */
function listRejections({ dir }: Workspace, { shards, index }: ToStore, importId: string): void {
  const gathered = gatherRejections(join(dir, 'imports'), importId);
  let keepAs: string | null = null;
  try {
    surveyOf(narrowDir(dir), shards, index, (path, placed) => gathered.add(path, placed));
    keepAs = `${importId}.rejected.jsonl`;
  } finally {
    gathered.close(keepAs, null);
  }
}

const registeredEvent = (
  { pool, reading, index, survey: { tally, files, rejected } }: ToStore,
  importId: string,
  actor: string,
): NewEvent => ({
  type: 'import.registered',
  actor,
  subject: importId,
  idem: `import.registered:${importId}`,
  data: {
    ...{ pool, questions: index.questions, rejected, already_present: tally.present },
    pool_sha256: index.poolSha256,
    index_sha256: index.sha256,
    reading: { ...reading },
    sources: reportedSources(tally, reading.revision).map((one) => ({ ...one })),
    files: files.map(({ path, sha256, bytes, rows, questions }) => {
      return { path, sha256, bytes, rows, questions };
    }),
  },
});

/** A source is in the database or in shards: whatever a run over one of them takes would else be part of the other. */
function refuseShared(workspace: Workspace, sources: ImportReport['sources']): void {
  const counts = workspace.questions.liveCounts();
  for (const { name, firstImport } of workspace.sources.all()) {
    if (!sources.some((one) => one.name === name) || (counts.get(name) ?? 0) === 0) continue;
    if (workspace.shardPools.byImport(firstImport) !== undefined) continue;
    throw new WinnowError(
      'conflict',
      `The pool of the database has the source ${name} already; call that of the shards otherwise with --source NAME.`,
    );
  }
}
