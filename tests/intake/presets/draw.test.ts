import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceHasWord } from '../../../server/decide/candidate.ts';
import { type Drawable, drawEvenly } from '../../../server/intake/presets/draw.ts';
import { meets, textKey } from '../../../server/intake/presets/narrow.ts';

const drawables = fc.array(
  fc.record<Drawable>({ key: fc.string({ maxLength: 2 }), group: fc.constantFrom('a', 'b', 'c') }),
  { maxLength: 60 },
);

describe('drawEvenly(all, n, seed)', () => {
  test('draws n of them, whatever their order, and no group gets more than another that had more to give', () => {
    fc.assert(
      fc.property(drawables, fc.nat(40), fc.string(), (all, n, seed) => {
        const unique = all.filter((one, i) => all.findIndex(({ key }) => key === one.key) === i);
        const drawn = drawEvenly(unique, n, seed);
        expect(drawn.size).toBe(Math.min(n, unique.length));
        expect(drawEvenly([...unique].reverse(), n, seed)).toEqual(drawn);
        const share = (group: string) => {
          const own = unique.filter((one) => one.group === group);
          const taken = own.filter(({ key }) => drawn.has(key)).length;
          return { taken, isSpent: taken === own.length };
        };
        for (const a of ['a', 'b', 'c'])
          for (const b of ['a', 'b', 'c'])
            if (!share(b).isSpent) expect(share(a).taken).toBeLessThanOrEqual(share(b).taken + 1);
      }),
    );
  });
});

describe('meets(record, rules, lists)', () => {
  const list = { dataset: 'a/b', config: null, split: null, field: 'q' };
  const lists = new Map([[JSON.stringify(['a/b', null, null, 'q']), new Set([textKey('known')])]]);
  test.each<[string, object, Parameters<typeof meets>[1], boolean]>([
    ['a text', { language: 'EN' }, [{ field: 'language', is: ['EN'] }], true],
    ['another text', { language: 'ZH' }, [{ field: 'language', is: ['EN'] }], false],
    ['a number however it is written', { level: '5.0' }, [{ field: 'level', is: [5] }], true],
    ['an empty text is no number', { level: '' }, [{ field: 'level', is: [0] }], false],
    ['null, or nothing', {}, [{ field: 'x', is: [null] }], true],
    ['something that is not there', { x: '' }, [{ field: 'x', isThere: true }], false],
    ['a year at the front of an id', { ID: '1983-I-7' }, [{ field: 'ID', atMost: 2022 }], true],
    ['a later year', { ID: '2023-1' }, [{ field: 'ID', atMost: 2022 }], false],
    ['an id without a year', { ID: 'x' }, [{ field: 'ID', atMost: 2022 }], false],
    ['a text of a list', { q: 'known' }, [{ field: 'q', listedIn: list }], true],
    ['a text of a list that is to be left out', { q: 'known' }, [{ field: 'q', notListedIn: list }], false],
    [
      'any of two',
      { a: '1' },
      [
        {
          any: [
            { field: 'a', is: ['1'] },
            { field: 'b', isThere: true },
          ],
        },
      ],
      true,
    ],
    [
      'both of two',
      { a: '1' },
      [
        { field: 'a', is: ['1'] },
        { field: 'b', isThere: true },
      ],
      false,
    ],
  ])('%s', (_, record, rules, result) => {
    expect(meets(record as Parameters<typeof meets>[0], rules, lists)).toBe(result);
  });
});

test('the sampler of s1 finds its words in the sources of the preset', () => {
  expect(sourceHasWord('simplescaling/openaimath', 'MATH')).toBe(true);
  expect(sourceHasWord('Idavidrein/gpqa', 'GPQA')).toBe(true);
  expect(sourceHasWord('qq8933/AIME_1983_2024', 'AIME')).toBe(true);
  expect(sourceHasWord('AI-MO/NuminaMath-CoT', 'MATH')).toBe(false);
});
