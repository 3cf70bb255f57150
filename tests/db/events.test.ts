import { describe, expect, it } from 'vitest';
import { NO_PREVIOUS } from '../../server/ledger/event.ts';
import { leafHash } from '../../server/ledger/hashes.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const event = (idem: string) => ({ type: 'test.done', actor: 'local', subject: 's', idem, data: {} });
const parse = (body: Uint8Array) => JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;

describe('events.append(event)', () => {
  it('chains each event to the one before it, through the bytes that are stored', () => {
    const workspace = temporaryWorkspace();
    for (const idem of ['a', 'b', 'c']) workspace.write('test', () => workspace.events.append(event(idem)));
    const all = workspace.events.all();
    const expected = [
      NO_PREVIOUS,
      ...all.slice(0, -1).map(({ body }) => Buffer.from(leafHash(body)).toString('hex')),
    ];
    expect(all.map(({ body }) => parse(body).prev)).toEqual(expected);
    expect(all.map(({ body }) => parse(body).seq)).toEqual([0, 1, 2]);
    expect(all.map(({ leaf }) => Buffer.from(leaf))).toEqual(all.map(({ body }) => leafHash(body)));
    expect(new Set(all.map(({ body }) => parse(body).log))).toEqual(new Set([workspace.log]));
  });

  it('is refused outside the transaction of its rows', () => {
    const workspace = temporaryWorkspace();
    expect(() => workspace.events.append(event('a'))).toThrow('one transaction');
    expect(workspace.events.count()).toBe(0);
  });

  it('refuses an act that is in the log already, with everything that was to go with it', () => {
    const workspace = temporaryWorkspace();
    workspace.write('test', () => workspace.events.append(event('a')));
    const again = () =>
      workspace.write('test', () => {
        workspace.facts.keep('x', 'y');
        workspace.events.append(event('a'));
      });
    expect(again).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect([workspace.events.count(), workspace.facts.get('x')]).toEqual([1, undefined]);
  });

  it('never lets time run back within a log', () => {
    const dir = temporaryFolder();
    const workspace = temporaryWorkspace(dir);
    workspace.write('test', () => workspace.events.append(event('a')));
    const early = temporaryWorkspace(dir, 2000, '1999-12-31T00:00:00.000Z');
    early.write('test', () => early.events.append(event('b')));
    const times = early.events.all().map(({ body }) => parse(body).ts);
    expect(times).toEqual(['2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00.000Z']);
  });

  it('can not be changed or deleted by accident', () => {
    const workspace = temporaryWorkspace();
    workspace.write('test', () => workspace.events.append(event('a')));
    expect(() => workspace.db.exec("UPDATE events SET idem = 'b'")).toThrow('never changed');
    expect(() => workspace.db.exec('DELETE FROM events')).toThrow('never deleted');
  });
});
