import { describe, expect, it } from 'vitest';
import { runBatches } from '../../../server/ask/batch/run.ts';
import type { Shard, ShardEnd } from '../../../server/ask/batch/shard.ts';
import { storedJournal } from '../../../server/ask/batch/stored-journal.ts';
import type { Workspace } from '../../../server/db/workspace.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';
import { storeRankedRun, worked } from '../ranked-run.ts';
import { reply } from '../scripted.ts';
import { callOf, keysOf, scriptedBatches } from './scripted-batches.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const shard: Shard = {
  displayName: 'winnow-1',
  keys: ['k0', 'k1'],
  jobName: null,
  intendedAt: NOW,
  namedAt: null,
  cancelledAt: null,
};
const end: ShardEnd = {
  end: 'partial',
  at: NOW + 9,
  answers: new Map([['k0', reply(callOf('k0'))]]),
  online: ['k1'],
  error: 'the key SECRET was slow',
  notes: ['odd'],
};

function setUp() {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, [worked('a')], 1).n;
  const collection = { id: 'col-1', run, teacher: 'gemini', settings: '{}', createdAt: '2026' };
  workspace.write('test', () => workspace.collections.add(collection));
  const told: [string, string[]][] = [];
  return { workspace, told, journal: journalOf(workspace, told) };
}

const journalOf = (workspace: Workspace, told: [string, string[]][], fail = false) =>
  storedJournal({
    workspace,
    collection: 'col-1',
    who: 'test',
    project: 'p0',
    redact: (text) => text.replaceAll('SECRET', '[key]'),
    begun: (_shard, calls) => void told.push(['begun', calls.map(({ key }) => key)]),
    over: (_shard, { answers }) => {
      if (fail) throw new Error('no room');
      told.push(['over', [...answers.keys()]]);
    },
    seal: () => undefined,
  });

describe('storedJournal', () => {
  it('keeps a shard from its intent to its end', async () => {
    const { workspace, journal, told } = setUp();
    expect([journal.open(), journal.knows('winnow-1')]).toEqual([[], false]);
    await journal.intended(shard, shard.keys.map(callOf));
    expect([journal.open(), journal.knows('winnow-1')]).toEqual([[shard], true]);
    await journal.named(shard, 'batches/1', NOW + 1);
    await journal.cancelled(shard, NOW + 2);
    const named = { ...shard, jobName: 'batches/1', namedAt: NOW + 1, cancelledAt: NOW + 2 };
    expect(journal.open()).toEqual([named]);
    await journal.ended(named, end);
    expect([journal.open(), journal.knows('winnow-1'), told]).toEqual([
      [],
      true,
      [
        ['begun', ['k0', 'k1']],
        ['over', ['k0']],
      ],
    ]);
    expect(workspace.batches.counts('col-1')).toEqual([
      { outcome: 'partial', batches: 1, answered: 1, online: 1 },
    ]);
    const { error } = workspace.db.prepare('SELECT error FROM batches').get() as { error: string };
    expect(error).toBe('the key [key] was slow');
  });

  it('stores answers once, and none without the end', async () => {
    const { workspace, told, journal } = setUp();
    await journal.intended(shard, []);
    await expect(journalOf(workspace, told, true).ended(shard, end)).rejects.toThrow('no room');
    expect(journal.open()).toEqual([shard]);
    await journal.ended(shard, end);
    await journal.ended(shard, end);
    expect(told).toEqual([
      ['begun', []],
      ['over', ['k0']],
    ]);
  });

  it('refuses a second intent of one name', async () => {
    const { journal } = setUp();
    await journal.intended(shard, []);
    await expect(journal.intended(shard, [])).rejects.toThrow(/UNIQUE/);
  });

  it('carries batches over a restart', async () => {
    const { workspace, told, journal } = setUp();
    let now = NOW;
    const { provider, jobs } = scriptedBatches(
      () => now,
      () => ({ after: 3 * 60_000, state: 'succeeded' }),
    );
    const pending = keysOf(30);
    const common = { collection: 'col-1', provider, pending, callOf, admit: () => true, shardSize: 10 };
    const killed = new AbortController();
    const clock = {
      now: () => now,
      sleep: async (ms: number) => {
        now += ms;
      },
    };
    const killing = { ...clock, sleep: async () => killed.abort() };
    expect(await runBatches({ ...common, journal }, killing, killed.signal)).toMatchObject({
      shards: 0,
      stopped: true,
    });
    expect(journal.open().map(({ jobName }) => jobName)).toEqual(['batches/0', null, null]);
    const again = { ...common, journal: journalOf(workspace, told) };
    const report = await runBatches(again, clock, new AbortController().signal);
    expect(report).toMatchObject({ answered: 30, online: [], stopped: false });
    const over = told.filter(([what]) => what === 'over').flatMap(([, keys]) => keys);
    expect(over.sort()).toEqual(keysOf(30).sort());
    expect(jobs.length).toBe(3);
  });
});
