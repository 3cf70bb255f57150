import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldFolders, sweepShards } from '../../server/runs/shards/held-folders.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 0, 31);
const nameOf = (digit: string) => digit.repeat(32);

/** A folder as a run leaves it, last changed some days ago. */
function leave(root: string, name: string, days: number, ...files: string[]): string {
  const dir = join(root, name);
  mkdirSync(join(dir, 'look/out'), { recursive: true });
  writeFileSync(join(dir, 'look/round.bin'), '');
  for (const file of files) writeFileSync(join(dir, file), '');
  const at = new Date(NOW - days * DAY);
  for (const path of [join(dir, 'look/out'), join(dir, 'look'), dir]) utimesSync(path, at, at);
  return dir;
}

describe('sweepShards(root, now)', () => {
  it('takes away what waited for a week or was half gone, and nothing that is held, kept, young or of others', () => {
    const root = temporaryFolder();
    const held = leave(root, nameOf('1'), 0);
    const holder = heldFolders('a test', () => NOW);
    holder.hold(held);
    leave(root, nameOf('1'), 30);
    leave(root, nameOf('2'), 30, 'kept');
    leave(root, nameOf('3'), 6);
    leave(root, nameOf('4'), 8);
    leave(root, `${nameOf('5')}-1k2.over`, 0);
    leave(root, 'notes', 30);
    rmSync(join(leave(root, nameOf('6'), 30), 'look'), { recursive: true }); // as another program calls its own
    utimesSync(join(root, nameOf('6')), 0, 0);
    sweepShards(root, NOW);
    expect(readdirSync(root)).toEqual([nameOf('1'), nameOf('2'), nameOf('3'), nameOf('6'), 'notes']);
    holder.release();
  });
});

describe('heldFolders(who, now)', () => {
  const ofTest = (who: string) => heldFolders(who, () => NOW);

  it('holds a folder until it is given back or taken away', () => {
    const dir = join(temporaryFolder(), nameOf('a'));
    const [one, other] = [ofTest('winnow run (process 1)'), ofTest('winnow run (process 2)')];
    one.hold(dir);
    one.hold(dir);
    expect(() => other.hold(dir)).toThrow(
      `The same run in shards (${nameOf('a')}) is in use by winnow run (process 1); nothing was changed, try again when it is done.`,
    );
    one.release();
    other.hold(dir);
    expect(() => one.hold(dir)).toThrow('winnow run (process 2)');
    other.end(false);
    expect(readdirSync(join(dir, '..'))).toEqual([]);
    one.hold(dir);
    one.end(true);
    expect(readdirSync(dir)).toEqual(['kept', 'leases']);
  });
});
