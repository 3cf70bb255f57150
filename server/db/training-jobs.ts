import type { Database } from 'better-sqlite3';

/** A training whose metrics were brought in. */
export interface StoredTraining {
  id: string;
  release: string;
  createdAt: string;
  /** What `trained` answers, as JSON. */
  report: string;
}

/** The tables `training_jobs` and `training_weights`. Only this file names them in SQL. */
export function trainingJobTable(db: Database) {
  const insert = db.prepare<[string, string, string, string]>(
    'INSERT INTO training_jobs (id, release, created_at, report) VALUES (?, ?, ?, ?)',
  );
  const insertWeights = db.prepare<[string, string, Uint8Array]>(
    'INSERT INTO training_weights (job, path, sha256) VALUES (?, ?, ?)',
  );
  const columns = 'id, release, created_at AS createdAt, report';
  const all = db.prepare<[], StoredTraining>(`SELECT ${columns} FROM training_jobs ORDER BY created_at, id`);
  const byId = db.prepare<[string], StoredTraining>(`SELECT ${columns} FROM training_jobs WHERE id = ?`);
  const ofRelease = db.prepare<[string], StoredTraining>(
    `SELECT ${columns} FROM training_jobs WHERE release = ? ORDER BY created_at, id`,
  );
  const byWeights = db.prepare<[Uint8Array], StoredTraining>(
    `SELECT ${columns} FROM training_jobs WHERE id IN (SELECT job FROM training_weights WHERE sha256 = ?) ORDER BY created_at, id`,
  );
  return {
    /** @param files hashes in hex */
    insert(job: StoredTraining, files: readonly { path: string; sha256: string }[]): void {
      insert.run(job.id, job.release, job.createdAt, job.report);
      for (const { path, sha256 } of files) insertWeights.run(job.id, path, Buffer.from(sha256, 'hex'));
    },
    all: (): StoredTraining[] => all.all(),
    byId: (id: string): StoredTraining | undefined => byId.get(id),
    ofRelease: (release: string): StoredTraining[] => ofRelease.all(release),
    /** Trainings that a file of weights came of. @param sha256 hex */
    byWeights: (sha256: string): StoredTraining[] => byWeights.all(Buffer.from(sha256, 'hex')),
  };
}
