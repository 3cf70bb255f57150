import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../helpers/workspace.ts';

/** Tables that refer to events and hold few rows: each is an act of a person. */
const SMALL = [
  'attestations',
  'captures',
  'cosignatures',
  'endpoints',
  'guidelines',
  'log_keys',
  'queues',
  'users',
];

test('rows are found by their event without reading their whole table, as each event is put into the log', () => {
  const { db } = temporaryWorkspace();
  const tables = db
    .prepare<[], string>(
      "SELECT m.name FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' AND f.\"table\" = 'events' ORDER BY m.name",
    )
    .pluck()
    .all();
  const scanned = tables.filter((table) => {
    const plan = db
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT 1 FROM "${table}" WHERE event = 1`)
      .all();
    return plan.some(({ detail }) => detail.startsWith('SCAN'));
  });
  expect(tables).toContain('flags');
  expect(scanned.filter((table) => !SMALL.includes(table))).toEqual([]);
});
