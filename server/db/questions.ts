import type { Database } from 'better-sqlite3';
import type { Question } from '../../shared/schemas/question.ts';

/** A version of a question with the place it came from. */
export interface StoredQuestion extends Question {
  /** Row number in this workspace; grows with each import. */
  n: number;
  importId: string;
  /** Index into the files of the import. */
  file: number;
  /** 1-based line or row in that file. */
  row: number;
  revision: string | null;
  /** SHA-256 over question, options, answer, solution. */
  contentSha256: Uint8Array;
  /** SHA-256 over everything the record says. */
  recordSha256: Uint8Array;
  version: number;
  live: boolean;
  supersededBy: string | null;
}

export type NewQuestion = Omit<StoredQuestion, 'n' | 'live' | 'supersededBy'>;

export interface QuestionRow {
  n: number;
  id: string;
  source: string;
  external_id: string | null;
  import_id: string;
  file: number;
  row: number;
  revision: string | null;
  content_sha256: Uint8Array;
  record_sha256: Uint8Array;
  version: number;
  live: number;
  superseded_by: string | null;
  license: string | null;
  level: string | null;
  subject: string | null;
  answer: string | null;
  options: string | null;
  question: string;
  solution: string | null;
  meta: string;
}

/** What tells one version from another. */
export interface QuestionKey {
  n: number;
  id: string;
  content_sha256: Buffer;
  record_sha256: Buffer;
  version: number;
  live: number;
  import_id: string;
}

/** The names of a live question. */
export interface QuestionNames {
  id: string;
  source: string;
  externalId: string | null;
}

/** The texts of a live question. */
export interface QuestionText {
  id: string;
  question: string;
  options: string | null;
  solution: string | null;
  answer: string | null;
}

/** A version that another one has taken the place of. */
export interface SupersededKey {
  id: string;
  supersededBy: string;
  importId: string;
}

const COLUMNS =
  'id, source, external_id, import_id, file, row, revision, content_sha256, record_sha256, version, license, level, subject, answer, options, question, solution, meta';
const KEY = 'n, id, content_sha256, record_sha256, version, live, import_id';

/** The `questions` table: versions of questions, whose content is never changed. Only these modules name it in SQL. */
export function questionTable(db: Database) {
  const insert = db.prepare(
    `INSERT INTO questions (${COLUMNS}) VALUES (${COLUMNS.split(', ')
      .map(() => '?')
      .join(', ')}) ON CONFLICT DO NOTHING`,
  );
  const byExternal = db.prepare<[string, string], QuestionKey>(
    `SELECT ${KEY} FROM questions WHERE source = ? AND external_id = ? AND live = 1`,
  );
  const keyById = db.prepare<[string], QuestionKey>(`SELECT ${KEY} FROM questions WHERE id = ?`);
  const presence = db.prepare<[Uint8Array, string], { live: number; same: number }>(
    'SELECT live, record_sha256 = ? AS same FROM questions WHERE id = ?',
  );
  const byId = db.prepare<[string], QuestionRow>('SELECT * FROM questions WHERE id = ?');
  const text = db
    .prepare<[string], [string, string | null]>('SELECT question, options FROM questions WHERE id = ?')
    .raw();
  const byEither = db.prepare<[string, string], QuestionRow>(
    'SELECT * FROM questions WHERE id = ? OR external_id = ? ORDER BY live DESC, n LIMIT 3',
  );
  const revive = db.prepare<[string]>('UPDATE questions SET live = 1, superseded_by = NULL WHERE id = ?');
  const supersede = db.prepare<[string, string]>(
    'UPDATE questions SET live = 0, superseded_by = ? WHERE id = ?',
  );
  const restore = db.prepare(
    'UPDATE questions SET live = 1, superseded_by = NULL, import_id = ?, file = ?, row = ?, revision = ?, record_sha256 = ?, license = ?, level = ?, subject = ?, meta = ? WHERE id = ?',
  );
  const retire = db.prepare<[string]>('UPDATE questions SET live = 0 WHERE id = ?');
  const liveOf = db
    .prepare<[string], string>('SELECT id FROM questions WHERE import_id = ? AND live = 1 ORDER BY n')
    .pluck();
  const superseded = db.prepare<[], SupersededKey>(
    'SELECT id, superseded_by AS supersededBy, import_id AS importId FROM questions WHERE superseded_by IS NOT NULL',
  );
  const names = db.prepare<[], QuestionNames>(
    'SELECT id, source, external_id AS externalId FROM questions WHERE live = 1',
  );
  const liveCounts = db.prepare<[], { source: string; questions: number }>(
    'SELECT source, count(*) AS questions FROM questions WHERE live = 1 GROUP BY source',
  );

  const licencesBefore = db
    .prepare<[string, string], string | null>(
      'SELECT DISTINCT license FROM questions WHERE source = ? AND import_id <> ? ORDER BY license',
    )
    .pluck();
  const liveOfSource = db.prepare<
    [string],
    { license: string | null; revision: string | null; meta: string }
  >('SELECT license, revision, meta FROM questions WHERE source = ? AND live = 1');
  const texts = db.prepare<[], QuestionText>(
    'SELECT id, question, options, solution, answer FROM questions WHERE live = 1 ORDER BY n',
  );

  return {
    /** @returns false where id, or (source, external id) among the live, is taken: then nothing was stored */
    insert(q: NewQuestion): boolean {
      const { changes } = insert.run(
        q.questionId,
        q.source,
        q.externalId,
        q.importId,
        q.file,
        q.row,
        q.revision,
        q.contentSha256,
        q.recordSha256,
        q.version,
        q.license,
        q.level,
        q.subject,
        q.answer,
        q.options === null ? null : JSON.stringify(q.options),
        q.question,
        q.solution,
        q.meta,
      );
      return changes === 1;
    },
    /**
     * Makes a retired version the live one again, as a new import brings it: the content is the same, what
     * else the record says and where it came from is taken over.
     */
    restore: (q: NewQuestion): void =>
      void restore.run(
        q.importId,
        q.file,
        q.row,
        q.revision,
        q.recordSha256,
        q.license,
        q.level,
        q.subject,
        q.meta,
        q.questionId,
      ),
    /** The live version under an external id. */
    liveByExternal: (source: string, externalId: string): QuestionKey | undefined =>
      byExternal.get(source, externalId),
    key: (id: string): QuestionKey | undefined => keyById.get(id),
    /** Whether a version is there: 1 where it is live, and where all that its record says is the same. */
    presence: (id: string, recordSha256: Uint8Array): { live: number; same: number } | undefined =>
      presence.get(recordSha256, id),
    byId(id: string): StoredQuestion | undefined {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    /** Questions by our id or by the import's, live ones first; at most three, enough to see an ambiguity. */
    find: (id: string): StoredQuestion[] => byEither.all(id, id).map(fromRow),
    /** Makes a retired version the live one again. */
    revive: (id: string): void => void revive.run(id),
    /** Retires `oldId` in favour of `newId`. */
    supersede: (oldId: string, newId: string): void => void supersede.run(newId, oldId),
    /** Retires a version without another one in its place. */
    retire: (id: string): void => void retire.run(id),
    /** Ids of the live versions that an import brought, in its order. */
    liveOf: (importId: string): string[] => liveOf.all(importId),
    /** Every version that was superseded. */
    superseded: (): SupersededKey[] => superseded.all(),
    /** The text of a version, live or not: the question, and its options as a JSON array. */
    text: (id: string): [string, string | null] | undefined => text.get(id),
    /** The names of every live question. */
    names: (): IterableIterator<QuestionNames> => names.iterate(),
    /** Licences that questions of a source declare which other imports brought. */
    licencesBefore: (source: string, importId: string): (string | null)[] =>
      licencesBefore.all(source, importId),
    /** What the live questions of a source say of where they come from. */
    originsOf: (source: string) => liveOfSource.iterate(source),
    /** The texts of every live question, one in memory at a time. `options` is a JSON array, or null. */
    texts: (): IterableIterator<QuestionText> => texts.iterate(),
    /** Live questions by source. */
    liveCounts: (): Map<string, number> =>
      new Map(liveCounts.all().map((row) => [row.source, row.questions])),
  };
}

export const fromRow = (row: QuestionRow): StoredQuestion => ({
  n: row.n,
  questionId: row.id,
  externalId: row.external_id,
  source: row.source,
  question: row.question,
  options: row.options === null ? null : (JSON.parse(row.options) as string[]),
  answer: row.answer,
  solution: row.solution,
  license: row.license,
  level: row.level,
  subject: row.subject,
  meta: row.meta,
  importId: row.import_id,
  file: row.file,
  row: row.row,
  revision: row.revision,
  contentSha256: row.content_sha256,
  recordSha256: row.record_sha256,
  version: row.version,
  live: row.live === 1,
  supersededBy: row.superseded_by,
});
