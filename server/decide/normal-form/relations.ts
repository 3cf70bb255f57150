import { signId } from './token.ts';

/** Relations and sums as they are typed, the longer ones first, and the name that all their spellings share. */
const RELATIONS: readonly (readonly [written: string, name: string])[] = [
  ['<=>', '<=>'],
  ['==>', '=>'],
  ['=>', '=>'],
  ['->', '->'],
  ['<=', '<='],
  ['>=', '>='],
  ['=<', '<='],
  ['!=', '!='],
  ['<>', '!='],
  ['==', '='],
  ['=', '='],
  ['<', '<'],
  ['>', '>'],
  ['+-', 'pm'],
  ['+/-', 'pm'],
  ['+', '+'],
];

/** The same by their first unit, with the number of the sign. */
const BY_UNIT: readonly (readonly { written: string; id: number }[] | undefined)[] = Array.from(
  { length: 128 },
  (_, unit) => {
    const some = RELATIONS.filter(([written]) => written.charCodeAt(0) === unit);
    return some.length === 0 ? undefined : some.map(([written, name]) => ({ written, id: signId(name) }));
  },
);

/** The relation that stands at a place, whose first unit is handed in; undefined where there is none. */
export const relationAt = (text: string, at: number, unit: number) =>
  BY_UNIT[unit]?.find(({ written }) => text.startsWith(written, at));
