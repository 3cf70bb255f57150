import type { Database } from 'better-sqlite3';

/** How rows become questions: what the command line said. */
export interface ShardReading {
  /** `question=problem,answer=final` */
  map: string | null;
  source: string | null;
  license: string | null;
  revision: string | null;
}

/** A file of a registered pool. */
export interface ShardFile {
  /** Below the folder of the pool, with `/`. */
  path: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  rows: number;
  /** Rows that are questions of the pool. */
  questions: number;
  /** Rows of each row group. */
  groups: readonly number[];
  columns: readonly { name: string; type: string }[];
  /** Name of the file that says narrowly what is in it. */
  narrow: string;
}

/** A pool that stays where it is, as it was when it was registered. */
export interface StoredShardPool {
  id: string;
  importId: string;
  questions: number;
  /** As a run over all of it has it. Hex. */
  poolSha256: string;
  /** Over the index in the workspace. Hex. */
  indexSha256: string;
  reading: ShardReading;
}

/** Where a pool lies. */
export interface ShardPlace {
  /** A path from the workspace. */
  folder: string;
  /** When each file was changed last, in the order of the pool. Unit: milliseconds. */
  changed: readonly number[];
}

interface PoolRow {
  id: string;
  import_id: string;
  questions: number;
  pool_sha256: string;
  index_sha256: string;
  reading: string;
}

interface FileRow extends Omit<ShardFile, 'groups' | 'columns'> {
  group_rows: string;
  columns: string;
}

/** The tables `shard_pools`, `shard_files` and `shard_places`. Only this file names them in SQL. */
export function shardPoolTables(db: Database) {
  const insert = db.prepare<[PoolRow]>(
    `INSERT INTO shard_pools (id, import_id, questions, pool_sha256, index_sha256, reading)
     VALUES (@id, @import_id, @questions, @pool_sha256, @index_sha256, @reading)
     ON CONFLICT (id) DO UPDATE SET import_id = excluded.import_id`,
  );
  const insertFile = db.prepare<[FileRow & { pool: string; n: number }]>(
    `INSERT INTO shard_files (pool, n, path, bytes, sha256, rows, questions, group_rows, columns, narrow)
     VALUES (@pool, @n, @path, @bytes, @sha256, @rows, @questions, @group_rows, @columns, @narrow)
     ON CONFLICT DO NOTHING`,
  );
  const place = db.prepare<[string, string, string]>(
    `INSERT INTO shard_places (pool, folder, changed) VALUES (?, ?, ?)
     ON CONFLICT (pool) DO UPDATE SET folder = excluded.folder, changed = excluded.changed`,
  );
  const placeOf = db.prepare<[string], { folder: string; changed: string }>(
    'SELECT folder, changed FROM shard_places WHERE pool = ?',
  );
  const byId = db.prepare<[string], PoolRow>('SELECT * FROM shard_pools WHERE id = ?');
  const byImport = db.prepare<[string], PoolRow>('SELECT * FROM shard_pools WHERE import_id = ?');
  const all = db.prepare<[], PoolRow>('SELECT * FROM shard_pools ORDER BY n');
  const files = db.prepare<[string], FileRow>(
    'SELECT path, bytes, sha256, rows, questions, group_rows, columns, narrow FROM shard_files WHERE pool = ? ORDER BY n',
  );
  return {
    /** Stores a pool with its files; one that was stored before gets the new import. */
    insert(pool: StoredShardPool, itsFiles: readonly ShardFile[]): void {
      insert.run(toRow(pool));
      itsFiles.forEach(({ groups, columns, ...file }, n) => {
        const texts = { group_rows: JSON.stringify(groups), columns: JSON.stringify(columns) };
        insertFile.run({ ...file, ...texts, pool: pool.id, n });
      });
    },
    place: (pool: string, { folder, changed }: ShardPlace): void =>
      void place.run(pool, folder, JSON.stringify(changed)),
    placeOf(pool: string): ShardPlace | undefined {
      const row = placeOf.get(pool);
      return row && { folder: row.folder, changed: JSON.parse(row.changed) as number[] };
    },
    byId(id: string): StoredShardPool | undefined {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    byImport(id: string): StoredShardPool | undefined {
      const row = byImport.get(id);
      return row && fromRow(row);
    },
    /** In the order in which they were registered. */
    all: (): StoredShardPool[] => all.all().map(fromRow),
    /** In the order of the pool. */
    files: (pool: string): ShardFile[] =>
      files.all(pool).map(({ group_rows, columns, ...file }) => ({
        ...file,
        groups: JSON.parse(group_rows) as number[],
        columns: JSON.parse(columns) as ShardFile['columns'],
      })),
  };
}

const toRow = (pool: StoredShardPool): PoolRow => ({
  id: pool.id,
  import_id: pool.importId,
  questions: pool.questions,
  pool_sha256: pool.poolSha256,
  index_sha256: pool.indexSha256,
  reading: JSON.stringify(pool.reading),
});

const fromRow = (row: PoolRow): StoredShardPool => ({
  id: row.id,
  importId: row.import_id,
  questions: row.questions,
  poolSha256: row.pool_sha256,
  indexSha256: row.index_sha256,
  reading: JSON.parse(row.reading) as ShardReading,
});
