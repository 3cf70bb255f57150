import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { isUpToDate, migrate } from '../../server/db/migrate.ts';
import { openDatabase, shippedMigrations } from '../../server/db/open.ts';

const first = { name: '0001_a.sql', sql: 'CREATE TABLE a (x INTEGER) STRICT;' };
const second = { name: '0002_b.sql', sql: 'CREATE TABLE b (y INTEGER) STRICT;' };
const broken = { name: '0002_b.sql', sql: 'CREATE TABLE b (y INTEGER) STRICT; CREATE TABLE a (x INTEGER);' };
const tables = (db: Database.Database) =>
  db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();

describe('migrate(db, migrations)', () => {
  it('applies each migration once, in order', () => {
    const db = new Database(':memory:');
    expect(migrate(db, [first])).toBe(1);
    expect(migrate(db, [first, second])).toBe(1);
    expect(migrate(db, [first, second])).toBe(0);
    expect(tables(db)).toEqual(['a', 'b', 'migrations']);
    expect(isUpToDate(db, [first, second])).toBe(true);
    expect(isUpToDate(db, [first])).toBe(false);
  });

  it('leaves nothing of a migration that fails, nor its record', () => {
    const db = new Database(':memory:');
    migrate(db, [first]);
    expect(() => migrate(db, [first, broken])).toThrow('already exists');
    expect(tables(db)).toEqual(['a', 'migrations']);
    expect(migrate(db, [first, second])).toBe(1);
  });

  it('refuses a database that a newer Winnow has changed', () => {
    const db = new Database(':memory:');
    migrate(db, [first, second]);
    expect(() => migrate(db, [first])).toThrow(
      expect.objectContaining({ code: 'conflict', message: expect.stringContaining('0002_b.sql') }),
    );
  });

  it('refuses a migration whose text has changed since', () => {
    const db = new Database(':memory:');
    migrate(db, [first]);
    expect(() => migrate(db, [{ ...first, sql: `${first.sql} -- later` }])).toThrow(
      expect.objectContaining({ code: 'conflict', message: expect.stringContaining('altered') }),
    );
  });
});

describe('openDatabase(file)', () => {
  it('has every shipped migration, foreign keys and full durability', () => {
    const db = openDatabase(':memory:');
    expect(isUpToDate(db, shippedMigrations())).toBe(true);
    expect([db.pragma('foreign_keys', { simple: true }), db.pragma('synchronous', { simple: true })]).toEqual(
      [1, 2],
    );
  });
});
