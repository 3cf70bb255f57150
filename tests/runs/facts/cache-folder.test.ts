import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../server/runs/facts/cache-folder.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';

const bytes = (text: string) => Buffer.from(text);

describe('cacheFolder(dir, who, clock, mostBytes)', () => {
  it('gives back what was put, to any process, and nothing else', () => {
    const dir = join(temporaryFolder(), 'cache');
    const one = cacheFolder(dir, 'one', () => new Date());
    expect([one.has('a'), one.get('a')]).toEqual([false, null]);
    one.put('a', bytes('what was measured'));
    one.put('empty', bytes(''));
    const other = cacheFolder(dir, 'other', () => new Date());
    expect([other.has('a'), `${other.get('a')}`, other.get('empty')?.length]).toEqual([
      true,
      'what was measured',
      0,
    ]);
    expect(readdirSync(dir).sort()).toEqual(['a', 'empty']);
  });

  it.each([
    ['cut', (file: Buffer) => file.subarray(0, -3)],
    ['cut to almost nothing', (file: Buffer) => file.subarray(0, 7)],
    ['changed by one bit', (file: Buffer) => file.map((byte, i) => (i === 40 ? byte ^ 1 : byte))],
    ['emptied', () => Buffer.alloc(0)],
  ])('takes a file that was %s for absent, and puts it anew', (_how, damage) => {
    const dir = temporaryFolder();
    const cache = cacheFolder(dir, 'one', () => new Date());
    cache.put('a', bytes('what was measured'));
    writeFileSync(join(dir, 'a'), damage(readFileSync(join(dir, 'a'))));
    expect([cache.get('a'), existsSync(join(dir, 'a'))]).toEqual([null, false]);
    cache.put('a', bytes('again'));
    expect(`${cache.get('a')}`).toBe('again');
  });

  it('lets those go that were not read for longest', () => {
    const dir = temporaryFolder();
    let now = 1_000_000;
    const clock = () => {
      now += 60_000;
      return new Date(now);
    };
    const cache = cacheFolder(dir, 'one', clock, 3 * (32 + 100)); // room for three
    for (const key of ['a', 'b', 'c']) {
      cache.put(key, Buffer.alloc(100));
      cache.get(key); // its time is that of this clock
    }
    cache.get('a');
    cache.put('d', Buffer.alloc(100));
    expect(readdirSync(dir).sort()).toEqual(['a', 'c', 'd']);
  });

  it('sweeps up what a killed process left half written, and leaves what another is writing', () => {
    const dir = temporaryFolder();
    const now = Date.now();
    for (const [name, age] of [
      ['x.gone.part', 7_200_000],
      ['y.busy.part', 1000],
    ] as const) {
      writeFileSync(join(dir, name), 'half');
      utimesSync(join(dir, name), new Date(now - age), new Date(now - age));
    }
    cacheFolder(dir, 'one', () => new Date(now)).put('a', bytes('whole'));
    expect(readdirSync(dir).sort()).toEqual(['a', 'y.busy.part']);
  });

  it('keeps nothing, and stops nobody, where its folder can not be made or written', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, 'no folder');
    const cache = cacheFolder(join(file, 'cache'), 'one', () => new Date());
    cache.put('a', bytes('x'));
    expect([cache.get('a'), cache.has('a')]).toEqual([null, false]);
  });
});
