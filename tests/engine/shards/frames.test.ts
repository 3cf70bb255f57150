import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  eachFrame,
  numbersOf,
  openFrames,
  writeFrames,
} from '../../../server/engine/shards/frames.ts';
import { packed, unpacked } from '../../../server/engine/shards/packing.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';

const PIECES = ['one', '', 'three'.repeat(100)].map((text) => Buffer.from(text));

function written(): string {
  const file = join(temporaryFolder(), 'some.bin');
  writeFrames(file, PIECES);
  return file;
}

describe('writeFrames(file, pieces)', () => {
  it('leaves a file whose pieces are read in any order', () => {
    const frames = openFrames(written());
    expect([frames.count, frames.at(2), frames.at(0), frames.at(1)]).toEqual([
      3,
      PIECES[2],
      PIECES[0],
      PIECES[1],
    ]);
    frames.close();
  });

  it('keeps numbers as they are', () => {
    const file = join(temporaryFolder(), 'numbers.bin');
    writeFrames(file, [bytesOf(Uint32Array.of(1, 2 ** 32 - 1)), bytesOf(Float64Array.of(0.1))]);
    const read: unknown[] = [];
    eachFrame(file, (piece, i) =>
      read.push(numbersOf<Uint32Array | Float64Array>(i === 0 ? Uint32Array : Float64Array, piece)),
    );
    expect(read).toEqual([Uint32Array.of(1, 2 ** 32 - 1), Float64Array.of(0.1)]);
  });
});

describe('openFrames(file)', () => {
  it('refuses a file that was cut anywhere', () => {
    const file = written();
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length += 7) {
      writeFileSync(file, whole.subarray(0, length));
      expect(() => openFrames(file)).toThrow('some.bin was cut or changed since it was written.');
    }
  });

  it('refuses a piece of which one byte was changed, and one that was never there', () => {
    const file = written();
    const bytes = readFileSync(file);
    bytes[14]! ^= 1;
    writeFileSync(file, bytes);
    const frames = openFrames(file);
    expect(() => frames.at(0)).toThrow('was cut or changed');
    expect(() => frames.at(3)).toThrow('was cut or changed');
    expect(frames.at(2)).toEqual(PIECES[2]);
    frames.close();
  });

  it('says in one line that a file is not there, or has grown', () => {
    const file = written();
    appendFileSync(file, 'more');
    expect(() => openFrames(file)).toThrow('was cut or changed');
    truncateSync(file, 3);
    expect(() => openFrames(file)).toThrow('was cut or changed');
    expect(() => openFrames(`${file}.gone`)).toThrow(/some\.bin\.gone can not be read: ENOENT/);
  });
});

describe('packed(thing)', () => {
  it('carries shared memory by copy, at any depth, and gives the same bytes for the same thing', () => {
    const memory = new SharedArrayBuffer(4);
    new Uint8Array(memory)[2] = 7;
    const thing = { list: [{ memory }], view: new Uint8Array(memory, 1, 2), none: null, text: 'é' };
    const again = unpacked<typeof thing>(packed(thing));
    expect(again).toEqual(thing);
    expect([again.list[0]?.memory instanceof SharedArrayBuffer, again.view]).toEqual([
      true,
      Uint8Array.of(0, 7),
    ]);
    expect(packed(thing)).toEqual(packed({ ...thing }));
  });
});
