import { expect, it } from 'vitest';
import { formMaker } from '../../../server/decide/normal-form/form.ts';
import { formKey } from '../../../server/decide/normal-form/form-key.ts';
import { configFor, narrowRow } from '../candidates.ts';
import { namedDuplicates } from './named.ts';
import { HELD_OUT } from './set/held-out.ts';
import { LATE_HALF } from './set/late.ts';
import { differentPairs, samePairs } from './set/pairs.ts';
import type { Made } from './set/question.ts';
import { TUNING } from './set/tuning.ts';

/** Places of questions in a pool that holds each text once. */
function poolOf(): { place: (made: Made) => number; texts: Made[] } {
  const places = new Map<string, number>();
  const texts: Made[] = [];
  const place = (made: Made): number => {
    const key = JSON.stringify([made.question, made.options]);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, texts.length);
    return texts.push(made) - 1;
  };
  return { place, texts };
}

it('tells what is one question also where all of the test sets stand in one pool', () => {
  const { place, texts } = poolOf();
  const pairs = [TUNING, HELD_OUT, LATE_HALF]
    .flatMap((half) => [...samePairs(half), ...differentPairs(half)])
    .map(({ same, a, b }) => ({ same, a: place(a), b: place(b) }))
    .filter(({ a, b }) => a !== b);
  const make = formMaker();
  const idOf = (i: number): string => `q${String(i).padStart(5, '0')}`;
  const rows = texts.map(({ question, options }, i) => {
    const form = make(question, options).slice();
    return {
      row: narrowRow({ id: idOf(i), key: `${i}` }),
      near: { form, formKey: formKey(form), answerKey: null },
    };
  });
  const { findings } = namedDuplicates(rows, configFor('duplicates', { method: 'join' }));
  const keptFor = new Map(findings.members.map(({ id, kept }) => [id, kept]));
  const groupOf = (i: number): string => keptFor.get(idOf(i)) ?? idOf(i);
  const merged = (same: boolean): number => {
    const some = pairs.filter((pair) => pair.same === same);
    return some.filter(({ a, b }) => groupOf(a) === groupOf(b)).length / some.length;
  };
  expect(merged(true)).toBeGreaterThanOrEqual(0.97);
  expect(merged(false)).toBeLessThanOrEqual(0.02);
});
