import { describe, expect, test } from 'vitest';
import { tableFaults, tablesOf } from './tables.ts';
import { readTree } from './tree.ts';

const tree = (files: Record<string, string>) => new Map(Object.entries(files));

test('each table is named in SQL by one module of server/db alone', () => {
  const migrations = readTree(['server/db/migrations'], ['.sql']);
  expect(tablesOf(migrations)).toContain('events');
  expect(tableFaults(readTree(['server'], ['.ts']), migrations)).toEqual([]);
});

describe('tableFaults', () => {
  const migrations = tree({
    'server/db/migrations/0001_a.sql':
      'CREATE TABLE pears (id); CREATE VIRTUAL TABLE figs USING fts5 (text);',
  });
  const figs = { 'server/db/figs.ts': "db.prepare('INSERT OR IGNORE INTO figs (text) VALUES (?)')" };

  test('is content with one module a table, and with words that are no SQL', () => {
    const sources = tree({
      ...figs,
      'server/db/pears.ts':
        'db.prepare(`SELECT $' + '{COLUMNS} FROM pears WHERE id = ?`); db.exec("UPDATE pears SET a = 1")',
      'server/cli/say.ts': "print('There are no pears; import figs.'); // SELECT * FROM pears",
    });
    expect(tableFaults(sources, migrations)).toEqual([]);
  });

  test('finds a second module, one outside server/db, and a table without a module', () => {
    const second = 'const q = `\n  SELECT a\n  FROM figs f\n  left join pears p USING (id)`;';
    expect(tableFaults(tree({ ...figs, 'server/jobs/b.ts': second }), migrations)).toEqual([
      'server/jobs/b.ts name the table pears outside server/db',
      'server/db/figs.ts and server/jobs/b.ts name the table figs',
      'server/jobs/b.ts name the table figs outside server/db',
    ]);
    expect(tableFaults(tree(figs), migrations)).toEqual(['no module names the table pears']);
  });
});
