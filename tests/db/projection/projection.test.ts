import { describe, expect, it, test } from 'vitest';
import { checkLog } from '../../../server/db/check-log.ts';
import { PROJECTED, WORKING } from '../../../server/db/projection/tables.ts';
import type { Workspace } from '../../../server/db/workspace.ts';
import { temporaryFolder, temporaryWorkspace } from '../../helpers/workspace.ts';
import { readTree } from '../../house/tree.ts';

const event = (idem: string) => ({ type: 'test.done', actor: 'local', subject: 's', idem, data: {} });
const faultOf = (workspace: Workspace) => checkLog(workspace, [], null).fault;
const types = (workspace: Workspace) =>
  workspace.events
    .all()
    .map(({ body }) => (JSON.parse(Buffer.from(body).toString()) as { type: string }).type);
const tablesNamed = (workspace: Workspace) =>
  workspace.events.all().map(({ body }) => {
    const { blobs } = JSON.parse(Buffer.from(body).toString()) as { blobs: { media_type: string }[] };
    return blobs.map(({ media_type }) => media_type.split('table=')[1]);
  });

/** A workspace whose log tells of its facts. */
function begun() {
  const workspace = temporaryWorkspace();
  workspace.write('test', () => workspace.events.append(event('first')));
  return workspace;
}

describe('rows and their events', () => {
  it('an event names the rows of its transaction, written before it or after it', () => {
    const workspace = begun();
    workspace.write('test', () => {
      workspace.facts.put('a', '1');
      workspace.events.append(event('second'));
      workspace.facts.put('b', '2');
    });
    expect([types(workspace), tablesNamed(workspace)]).toEqual([
      ['test.done', 'test.done'],
      [['facts'], ['facts']],
    ]);
    expect(checkLog(workspace, [], null)).toMatchObject({ rows: 3, fault: null });
  });

  it('rows without an event of their own get one', () => {
    const workspace = begun();
    workspace.write('test', () => workspace.facts.put('a', '1'));
    expect([types(workspace), faultOf(workspace)]).toEqual([['test.done', 'rows.stored'], null]);
  });

  it('what lay there before the first event is named by it', () => {
    const workspace = temporaryWorkspace();
    workspace.write('test', () => workspace.facts.put('early', '1'));
    expect(workspace.events.count()).toBe(0);
    workspace.write('test', () => workspace.events.append(event('first')));
    workspace.db.exec("UPDATE facts SET value = '2' WHERE name = 'early'"); // noted by no event
    expect(faultOf(workspace)).toBe('table facts: the row ["early"] is not the one that the log tells of');
  });

  it('what was undone is not named, and a part that was undone takes its event with it', () => {
    const workspace = begun();
    const undone = () =>
      workspace.write('test', () => {
        workspace.facts.put('a', '1');
        throw new Error('no');
      });
    expect(undone).toThrow('no');
    workspace.write('test', () => {
      workspace.events.append(event('second'));
      const part = () =>
        workspace.part(() => {
          workspace.events.append(event('third'));
          throw new Error('no');
        });
      expect(part).toThrow('no');
      workspace.facts.put('c', '3');
      workspace.events.append(event('fourth'));
    });
    const idems = workspace.events.all().map(({ idem }) => idem);
    expect([idems, faultOf(workspace)]).toEqual([['first', 'second', 'fourth'], null]);
  });

  it('an asynchronous transaction does the same, and discards with its rows', async () => {
    const workspace = begun();
    await workspace.writeAsync('test', async () => {
      workspace.facts.put('a', '1');
      workspace.events.append(event('second'));
    });
    await workspace.writeAsync('test', async (discard) => {
      workspace.facts.put('b', '1');
      discard();
    });
    expect([types(workspace), faultOf(workspace)]).toEqual([['test.done', 'test.done'], null]);
  });

  it('holds over several openings of a workspace', () => {
    const dir = temporaryFolder();
    for (const idem of ['a', 'b', 'c']) {
      const workspace = temporaryWorkspace(dir);
      workspace.write('test', () => {
        workspace.facts.put('x', idem);
        workspace.events.append(event(idem));
      });
      workspace.close();
    }
    expect(faultOf(temporaryWorkspace(dir))).toBeNull();
  });
});

describe('ledger verify', () => {
  it.each([
    ['a changed row', "UPDATE facts SET value = 'x' WHERE name = 'a'", /\["a"\] is not the one/],
    ['an added row', "INSERT INTO facts VALUES ('z', '1')", /\["z"\] was put there without an event/],
    [
      'a row in a table that was empty',
      "INSERT INTO people VALUES ('person-1', 'eve')",
      /\["person-1"\] was put there/,
    ],
    ['a row taken away', "DELETE FROM facts WHERE name = 'a'", /\["a"\] was taken away without an event/],
    [
      'a row under another key',
      "UPDATE facts SET name = 'b' WHERE name = 'a'",
      /\["b"\] was put there without/,
    ],
    [
      'a changed page',
      "DROP TRIGGER row_pages_keep; UPDATE row_pages SET bytes = CAST(bytes || x'0a' AS BLOB) WHERE seq = 1",
      /event 1: its page of the table facts was changed/,
    ],
    [
      'a page taken away',
      'DROP TRIGGER row_pages_stay; DELETE FROM row_pages WHERE seq = 1',
      /event 1: its page of the table facts is missing/,
    ],
    [
      'a page too many',
      "INSERT INTO row_pages VALUES (9, 'facts', x'00')",
      /pages of rows that no event names/,
    ],
    [
      'an index that lacks an id',
      'DELETE FROM event_subjects WHERE seq = 1',
      /event 1: the index of ids lacks it/,
    ],
    [
      'an index that says too much',
      "INSERT INTO event_subjects VALUES ('run-00000000', 0)",
      /index of ids names events/,
    ],
  ])('names %s', (_what, sql, why) => {
    const dir = temporaryFolder();
    const workspace = temporaryWorkspace(dir);
    workspace.write('test', () => workspace.events.append(event('first')));
    workspace.write('test', () => {
      workspace.facts.put('a', '1');
      workspace.events.append(event('second'));
    });
    workspace.close();
    const forged = temporaryWorkspace(dir);
    forged.db.exec(sql);
    expect(faultOf(forged)).toMatch(why);
  });

  it('names of people can be erased', () => {
    const workspace = begun();
    const id = workspace.write('test', () => workspace.people.idOf('ann', workspace.randomHex));
    workspace.write('test', () => workspace.people.erase(id));
    expect([workspace.people.nameOf(id), faultOf(workspace)]).toEqual([null, null]);
  });
});

test('every table is a projection of the log, or it is said why not', () => {
  const made = [...readTree(['server/db/migrations'], ['.sql']).values()].flatMap((sql) =>
    [...sql.matchAll(/\bCREATE (?:VIRTUAL )?TABLE (\w+)/g)].map((match) => match[1] ?? ''),
  );
  expect(Object.keys(PROJECTED).filter((table) => table in WORKING)).toEqual([]);
  expect([...new Set(made)].filter((table) => !(table in PROJECTED || table in WORKING))).toEqual([]);
});
