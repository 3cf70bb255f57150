import { readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../server/intake/import-files.ts';
import { undoImport } from '../../server/intake/imports.ts';
import { findShardPool } from '../../server/intake/shards/find-pool.ts';
import { importSignals } from '../../server/intake/signals.ts';
import {
  openPool,
  register,
  type ShardRecord,
  shardRecords,
  writeShard,
  writeShards,
} from '../helpers/shard-pool.ts';
import { plainPool } from '../helpers/shards.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const record = (id: string | null, question: string | null, more: ShardRecord = {}): ShardRecord => ({
  ...{ id, question, answer: null, subject: null },
  ...more,
});

/** Registers files in a workspace of their own, and imports the same into another. */
async function both(folder: string, files: readonly string[]) {
  const [shards, database] = [temporaryWorkspace(), temporaryWorkspace()];
  const registered = await register(shards, folder);
  const imported = await importFiles(database, files, { actor: 'test' });
  return { shards, database, registered, imported };
}

describe('registering shards', () => {
  it('takes rows by the same door as an import, with the same ids, in whatever shards they lie', async () => {
    const text = fc.constantFrom('How many?', 'Who?', '  ', 'Why so?', null);
    const id = fc.constantFrom('a', 'b', 'c', null);
    const rows = fc.array(fc.tuple(id, text), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 5 }), async (pairs, size) => {
        const records = [
          record('z', 'Always there?'),
          ...pairs.map(([own, question]) => record(own, question)),
        ];
        const folder = temporaryFolder();
        const files = writeShards(
          folder,
          records.map((one) => ({ ...one, source: 'set' })),
          size,
          2,
        );
        const { shards, database, registered, imported } = await both(folder, files);
        const reasons = (all: typeof imported.rejections) =>
          all.map(({ line, reason }) => ({ line, reason }));
        expect([registered.imported, registered.alreadyPresent, registered.rejected]).toEqual([
          imported.imported,
          imported.alreadyPresent,
          imported.rejected,
        ]);
        expect([registered.sources, reasons(registered.rejections)]).toEqual([
          imported.sources,
          reasons(imported.rejections),
        ]);
        const heads = openPool(shards).heads();
        expect(Array.from(heads, ([, ...rest]) => rest)).toEqual(
          Array.from(database.pool.heads(['set']), ([, ...rest]) => rest),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('reads any question again: by number, id and external id, with its text, its topics, its solution', async () => {
    const folder = temporaryFolder();
    const records = shardRecords(plainPool(150)).map((one, i) => ({
      ...one,
      subject: i % 3 === 0 ? 'Algebra' : null,
      solution: i % 2 === 0 ? `By counting: ${i}.` : null,
    }));
    const { shards, database } = await both(folder, writeShards(folder, records, 70, 16));
    const pool = openPool(shards);
    const pages = [...pool.pages()].flat();
    const expected = [...database.pool.pages(['test'])].flat();
    const withoutN = (rows: typeof pages) => rows.map(([, ...rest]) => rest);
    expect(withoutN(pages)).toEqual(withoutN(expected));
    expect([...pool.topics()].map(([, , meta]) => meta)).toEqual(
      Array.from({ length: 50 }, () => '{"topics":["Algebra"]}'),
    );
    const some = pages.filter((_, i) => i % 37 === 5);
    expect(some.map(([, id]) => pool.numberOf(id))).toEqual(some.map(([n]) => n));
    expect(some.map(([, , externalId]) => pool.numbersOf(externalId ?? ''))).toEqual(some.map(([n]) => [n]));
    expect([...pool.rowsOf(some.map(([n]) => n))]).toEqual(some);
    expect([...pool.records()]).toEqual([...database.pool.records()]);
    expect([pool.numberOf('00000000000000000000'), pool.numbersOf('nobody')]).toEqual([null, []]);
  });

  it('says of ids that signals are imported for whether they are questions that no run has ranked', async () => {
    const folder = temporaryFolder();
    writeShards(folder, shardRecords(plainPool(60)), 30);
    const workspace = temporaryWorkspace();
    const { poolId } = await register(workspace, folder);
    const pool = openPool(workspace);
    const own = [...pool.heads()][7]?.[1];
    const file = join(temporaryFolder(), 'signals.jsonl');
    const load = async (...ids: string[]) => {
      writeFileSync(file, ids.map((id) => `${JSON.stringify({ id, level: '3' })}\n`).join(''));
      return (await importSignals(workspace, [file], 'test')).warnings.slice(1);
    };
    const ask = `which stays as shards: the database knows those alone that a run has ranked. Make a run over it first (winnow run --pool ${poolId}), and give the same command again.`;
    expect(await load('nobody')).toEqual([]);
    expect(await load('nobody', 'plain-3', own ?? '')).toEqual([
      `2 of them are questions of ${poolId}, ${ask}`,
    ]);
    const many = Array.from({ length: 60 }, (_, i) => `plain-${i}`);
    expect(await load(...many)).toEqual([
      `50 of them of the first 50 looked for are questions of ${poolId}, ${ask}`,
    ]);
  });

  it('changes nothing when it is repeated, follows a folder that was moved, and takes an undone one again', async () => {
    const folder = temporaryFolder();
    writeShards(folder, shardRecords(plainPool(40)), 25);
    const workspace = temporaryWorkspace();
    const first = await register(workspace, folder);
    const events = workspace.events.count();
    const again = await register(workspace, folder);
    expect([again.importId, again.imported, again.alreadyPresent, again.poolId]).toEqual([
      null,
      0,
      40,
      first.poolId,
    ]);
    expect(workspace.events.count()).toBe(events);
    const moved = join(temporaryFolder(), 'elsewhere');
    renameSync(folder, moved);
    expect(() => openPool(workspace).refuseChanged()).toThrow(/^The shard part-0000.parquet is not in /);
    await register(workspace, moved);
    expect(openPool(workspace).at.folder).toBe(moved);
    undoImport(workspace, first.importId ?? '', 'test');
    expect(() => findShardPool(workspace, 'latest')).toThrow(/was undone; register its folder again/);
    const third = await register(workspace, moved);
    expect([third.imported, third.poolId, [...openPool(workspace).heads()].length]).toEqual([
      40,
      first.poolId,
      40,
    ]);
  });

  it('goes on where it was stopped, and refuses what is no shard, no question, or another one by now', async () => {
    const folder = temporaryFolder();
    const [, second = ''] = writeShards(folder, shardRecords(plainPool(40)), 25);
    const whole = readFileSync(second);
    writeFileSync(second, whole.subarray(0, 900));
    const workspace = temporaryWorkspace();
    await expect(register(workspace, folder)).rejects.toThrow(
      /part-0001.parquet can not be read: its Parquet data is cut short/,
    );
    const known = readdirSync(join(workspace.dir, 'pools/shards'));
    expect([known.length, workspace.shardPools.all(), workspace.events.count()]).toEqual([1, [], 0]);
    writeFileSync(second, whole);
    await register(workspace, folder);
    expect(readdirSync(join(workspace.dir, 'pools/shards'))).toEqual(expect.arrayContaining(known));
    utimesSync(second, 1, 1);
    expect(() => openPool(workspace).refuseChanged()).toThrow(
      /^The shard part-0001.parquet was changed since/,
    );
    await expect(register(workspace, join(folder, 'none'))).rejects.toThrow(/there is no such folder/);
    const empty = temporaryFolder();
    writeFileSync(join(empty, 'notes.txt'), 'x');
    await expect(register(workspace, empty)).rejects.toThrow(/holds no Parquet file/);
    writeShard(empty, 'a.parquet', [record('a', ' ')]);
    await expect(register(workspace, empty)).rejects.toThrow(/is a question: a.parquet, row 1/);
  });

  it('keeps sources of shards and of the database apart', async () => {
    const folder = temporaryFolder();
    const files = writeShards(folder, shardRecords(plainPool(10)), 10);
    const workspace = temporaryWorkspace();
    await importFiles(workspace, files, { actor: 'test' });
    await expect(register(workspace, folder)).rejects.toThrow(
      /has the source test already; call that of the shards otherwise/,
    );
    const { sources } = await register(workspace, folder, { source: 'large' });
    expect(sources.map(({ name }) => name)).toEqual(['large']);
    expect(workspace.sources.all().map(({ name, included }) => [name, included])).toEqual([
      ['large', false],
      ['test', true],
    ]);
  });
});
