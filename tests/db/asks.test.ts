import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../server/db/migrate.ts';
import { shippedMigrations } from '../../server/db/open.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

test('traces of an older workspace are carried over, and its releases still point at them', () => {
  const db = new BetterSqlite3(join(temporaryFolder(), 'old.db'));
  db.pragma('foreign_keys = ON');
  const all = shippedMigrations();
  migrate(
    db,
    all.filter(({ name }) => name < '0008'),
  );
  db.exec(`
    INSERT INTO questions (n, id, source, import_id, file, row, content_sha256, record_sha256, question, meta)
      VALUES (1, 'q', 's', 'i', 0, 1, zeroblob(32), zeroblob(32), 'What?', '{}');
    INSERT INTO runs VALUES (1, 'run-1', '2026', '{}', '{}');
    INSERT INTO collections VALUES ('col-1', 1, 'reference', '{}', '2026');
    INSERT INTO traces VALUES ('trace-1', 'col-1', 'q', 'reference', 'usable', 'so', '7', 1, '2026');
    INSERT INTO releases VALUES ('rel-1', 1, 'internal', '2026', '{}');
    INSERT INTO release_rows VALUES ('rel-1', 1, 'q', 'trace-1');`);
  expect(migrate(db, all)).toBeGreaterThan(0);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(db.prepare('SELECT id, sample, round, thinking, verdict FROM traces').all()).toEqual([
    { id: 'trace-1', sample: 0, round: 1, thinking: 'so', verdict: null },
  ]);
  expect(() => db.exec("DELETE FROM traces WHERE id = 'trace-1'")).toThrow(/FOREIGN KEY/);
  expect(db.prepare('SELECT purpose, state, model FROM collections').all()).toEqual([
    { purpose: 'traces', state: 'open', model: null },
  ]);
  db.close();
});

test('a raw reply comes back byte for byte, whatever its size, and is stored once', () => {
  const workspace = temporaryWorkspace();
  for (const bytes of [Buffer.from([]), Buffer.from([0, 255, 0]), Buffer.from('{"a":1}'.repeat(5000))]) {
    const names = workspace.write('test', () => [
      workspace.blobs.put(bytes, 'application/json'),
      workspace.blobs.put(bytes, 'application/json'),
    ]);
    expect(names[0]).toEqual(names[1]);
    expect(workspace.blobs.get(names[0]!)).toEqual(bytes);
  }
  expect(
    workspace.db.prepare('SELECT count(*) AS n, sum(length(bytes)) < 2000 AS packed FROM blobs').get(),
  ).toEqual({
    n: 3,
    packed: 1,
  });
});

test('calls that a dead process left open are closed as lost, and their items wait again', () => {
  const workspace = temporaryWorkspace();
  const question = worked('a');
  const run = storeRankedRun(workspace, [question], 1);
  workspace.write('test', () => {
    workspace.collections.add({ id: 'col', run: run.n, teacher: 't', settings: '{}', createdAt: '2026' });
    const ask = workspace.asks.add('col', Buffer.alloc(32, 1), question.questionId, 0);
    expect(workspace.asks.add('col', Buffer.alloc(32, 1), question.questionId, 0)).toBe(ask);
    workspace.asks.mark(ask, 'asked');
    const call = {
      collection: 'col',
      ask,
      round: 1,
      startedAt: '2026',
      reservedTokens: 9,
      reservedMicroUsd: 70,
    };
    workspace.calls.open({ ...call, try: 1 });
    expect(workspace.calls.lose('col', '2027')).toBe(1);
    expect(workspace.calls.lose('col', '2027')).toBe(0);
    workspace.asks.release('col');
    expect(workspace.calls.tries(ask, 1)).toBe(1);
  });
  expect([...workspace.asks.of('col')]).toMatchObject([{ state: 'pending', reason: null, round: 1 }]);
  expect(workspace.calls.totals('col')).toMatchObject({
    calls: 1,
    lost: 1,
    retried: 0,
    costMicroUsd: 0,
    chargedMicroUsd: 70,
  });
});
