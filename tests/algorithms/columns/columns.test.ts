import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedBuilder } from '../../../server/algorithms/columns/coded.ts';
import { IdBuilder } from '../../../server/algorithms/columns/ids.ts';
import { picked, sequenceOf } from '../../../server/algorithms/columns/sequence.ts';
import { TextColumn } from '../../../server/algorithms/columns/texts.ts';

describe('IdBuilder, IdColumn', () => {
  const digits = fc.constantFrom(...'0123456789abcdef');
  /** Many begin alike, so that buckets hold more than a few. */
  const id = fc
    .tuple(
      fc.constantFrom('0000', 'ffff', '00ff', 'a0b1'),
      fc.array(digits, { minLength: 16, maxLength: 16 }),
    )
    .map(([head, tail]) => head + tail.join(''));

  it('gives ids in their order, with the number under which each came in, and finds each again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 300 }), id, (all, other) => {
        const builder = new IdBuilder();
        for (const one of all) builder.push(one);
        const { ids, order } = builder.end();
        const sorted = [...all].sort();
        expect(Array.from({ length: ids.length }, (_, place) => ids.at(place))).toEqual(sorted);
        expect(Array.from(order, (came) => all[came])).toEqual(sorted);
        expect(sorted.map((one) => ids.placeOf(one))).toEqual(sorted.map((_, place) => place));
        if (!all.includes(other)) expect(ids.placeOf(other)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('knows nothing of what is no such id, and takes none in', () => {
    const builder = new IdBuilder();
    builder.push('0123456789abcdef0123');
    expect(() => builder.push('0123456789abcdef012x')).toThrow(/is no id of a question/);
    expect(() => builder.push('0123')).toThrow(/is no id of a question/);
    const { ids } = new IdBuilder().end();
    for (const one of ['', 'x'.repeat(20), '0123456789abcdef0123']) expect(ids.placeOf(one)).toBeUndefined();
    const known = new IdBuilder();
    known.push('0123456789abcdef0123');
    expect(known.end().ids.placeOf('0123456789ABCDEF0123')).toBeUndefined();
  });
});

describe('CodedBuilder, Coded', () => {
  it.each([3, 256, 257, 65_536, 65_537])('gives back %i values wherever they were put', (values) => {
    const builder = new CodedBuilder<number>(8);
    const count = values + 40;
    for (let i = 0; i < count; i++) builder.put(i, i % values);
    const column = builder.end();
    const width = values <= 256 ? 1 : values <= 65_536 ? 2 : 4;
    expect([column.values.length, column.codes.BYTES_PER_ELEMENT, column.codes.length]).toEqual([
      values,
      width,
      count,
    ]);
    for (const i of [0, 1, values - 1, values, count - 1]) expect(column.at(i)).toBe(i % values);
  });

  it('takes them in any order, nothing and not-a-number too', () => {
    const builder = new CodedBuilder<number | null>(4);
    for (const [place, value] of [
      [3, null],
      [0, Number.NaN],
      [2, 0.5],
      [1, null],
    ] as const)
      builder.put(place, value);
    const column = builder.end();
    expect([0, 1, 2, 3].map((place) => column.at(place))).toEqual([Number.NaN, null, 0.5, null]);
  });
});

describe('TextColumn', () => {
  it('gives back texts and nothings, over many pieces and in one that is not full', () => {
    const textAt = (i: number): string | null => (i % 7 === 3 ? null : i % 5 === 0 ? '' : `q-${i} é 名 😀`);
    for (const count of [0, 1, 4095, 4096, 4097, 9000]) {
      const column = new TextColumn();
      for (let i = 0; i < count; i++) column.push(textAt(i));
      column.end();
      for (let i = 0; i < count; i++) expect(column.at(i)).toBe(textAt(i));
    }
  });
});

describe('sequenceOf(length, make), picked(all, places)', () => {
  it('makes what is asked for, as an array has it', () => {
    const made: number[] = [];
    const squares = sequenceOf(4, (place) => {
      made.push(place);
      return place * place;
    });
    expect([squares.at(3), made]).toEqual([9, [3]]);
    expect([...squares]).toEqual([0, 1, 4, 9]);
    expect([squares.map((n, i) => n + i), squares.filter((n) => n > 1)]).toEqual([
      [0, 2, 6, 12],
      [4, 9],
    ]);
    expect([...picked(squares, [3, 0])]).toEqual([9, 0]);
  });
});
