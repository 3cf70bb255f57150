import { WinnowError } from '../../../shared/error.ts';

/** Each element of an array. */
export const EACH = Symbol('each');
export type Step = string | typeof EACH;

/** Where the records of a JSON file lie: `walk` is followed while reading, `inner` inside each record. */
export interface RecordsPath {
  walk: readonly Step[];
  inner: readonly string[];
  text: string;
}

/** Records at the top: the elements of an array, or values that follow each other. */
export const TOP: RecordsPath = { walk: [], inner: [], text: '' };

/**
 * Reads `data.train[].row`: names joined by dots, `[]` for each element of an array; what stands behind the
 * last `[]` is looked up in each element. `data.train` alone means its elements where it is an array.
 * @throws WinnowError `bad-usage`
 */
export function parseRecordsPath(text: string): RecordsPath {
  const steps: Step[] = [];
  for (const part of text.split('.')) {
    const name = part.replace(/(?:\[\])+$/u, '');
    const arrays = (part.length - name.length) / 2;
    if ((name === '' && (steps.length > 0 || arrays === 0)) || name.includes('[') || name.includes(']')) {
      throw new WinnowError(
        'bad-usage',
        `--records "${text}" is no path; write names joined by dots and [] for arrays, as in data.train[].row.`,
      );
    }
    if (name !== '') steps.push(name);
    for (let i = 0; i < arrays; i++) steps.push(EACH);
  }
  const last = steps.lastIndexOf(EACH);
  const names = (from: number, to?: number) => steps.slice(from, to).filter((s) => typeof s === 'string');
  if (last === -1) return { walk: steps, inner: [], text };
  return { walk: steps.slice(0, last + 1), inner: names(last + 1), text };
}
