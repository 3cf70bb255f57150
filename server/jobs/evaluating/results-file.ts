import { WinnowError } from '../../../shared/error.ts';
import {
  type ResultsBegin,
  type ResultsItem,
  resultsBeginSchema,
  resultsItemSchema,
} from '../../../shared/schemas/evaluation-results.ts';
import { parser } from '../../algorithms/parser.ts';

const parseBegin = parser(resultsBeginSchema);
const parseItem = parser(resultsItemSchema);

export interface ResultsFile {
  begin: ResultsBegin;
  /** Each with its place in the file, for errors. */
  items: (ResultsItem & { where: string })[];
}

/**
 * Reads what `evaluate.py` wrote: JSON lines, the first of what was asked, each other one an item at a point.
 * @param name of the file, for errors
 * @throws WinnowError `bad-input` with one line for what is cut, foreign, or told twice
 */
export function parseResults(bytes: Uint8Array, name: string): ResultsFile {
  const lines = textOf(bytes, name).split('\n');
  if (lines.pop() !== '')
    throw new WinnowError(
      'bad-input',
      `${name}: the last line is cut; give evaluate.py the same command again.`,
    );
  const [first, ...rest] = lines;
  if (first === undefined) throw new WinnowError('bad-input', `${name} is empty; it holds no results.`);
  const begin = parseBegin(eventOf('begin', first, `${name}, line 1`), `${name}, line 1`);
  const seen = new Map<string, string>();
  const items = rest.map((line, i) => {
    const where = `${name}, line ${i + 2}`;
    const item = parseItem(eventOf('item', line, where), where);
    const key = JSON.stringify([item.benchmark, item.id, item.point]);
    const before = seen.get(key);
    if (before !== undefined)
      throw new WinnowError('bad-input', `${where}: tells of the same item as ${before.split(', ')[1]}.`);
    seen.set(key, where);
    return { ...item, where };
  });
  return { begin, items };
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WinnowError('bad-input', `${name} is not UTF-8; copy the file again.`);
  }
}

function eventOf(wanted: 'begin' | 'item', line: string, where: string): unknown {
  const record = jsonOf(line, where);
  if (typeof record === 'object' && record !== null && 'event' in record && record.event === wanted)
    return record;
  const what = wanted === 'begin' ? 'starts with what was asked' : 'has an item in every other line';
  throw new WinnowError('bad-input', `${where}: a file of evaluate.py ${what}, and this is something else.`);
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new WinnowError('bad-input', `${where}: is not JSON; copy the file again.`);
  }
}
