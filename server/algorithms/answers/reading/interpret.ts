import { integer, ONE } from '../numbers/rational.ts';
import { intervalOf } from './intervals.ts';
import { namedList, plainList, recordOf, regionOf } from './lists.ts';
import { signsChosen } from './plus-minus.ts';
import type { Reader } from './reader.ts';
import { type Collection, plainQuantity, type Reading, type Region } from './readings.ts';
import { orderOf, union, wholeLine } from './regions.ts';
import { relationReading } from './relations.ts';
import { isGroup, type Joint, type Node, some } from './syntax.ts';
import { measureSame, type Unit, unitNamed } from './units.ts';

/** What a tree says by the reader's convention; null where it is nothing that answers are compared by. */
export function interpret(node: Node, reader: Reader): Reading | null {
  switch (node.type) {
    case 'list':
      return listReading(node.items, node.joint, reader);
    case 'relation':
      return relationReading(node, (part) => interpret(part, reader));
    case 'bracket':
      return bracketReading(node, reader);
    case 'set':
      return collection(node.items, 'braces', reader);
    case 'builder': {
      const region = interpret(node.condition, reader);
      const isBound = region?.kind === 'region' && (region.variable ?? node.name) === node.name;
      return isBound ? { ...region, variable: null } : null;
    }
    case 'union': {
      const parts = node.items.map((item) => intervalOf(item));
      return parts.some((part) => part === null) ? null : union(parts.filter((part) => part !== null));
    }
    case 'line':
      return node.name === 'reals' ? wholeLine() : { kind: 'nothing' };
    case 'matrix':
      return matrixReading(node.rows, null, reader);
    case 'ratio':
      return node.items.every(isFormula) ? { kind: 'ratio', terms: node.items } : null;
    case 'quantity':
      return isFormula(node.of)
        ? { kind: 'quantity', value: node.of, unit: node.unit, label: node.label }
        : null;
    default:
      return formulaReading(node, reader);
  }
}

const FORMULA: ReadonlySet<string> = new Set(
  'number symbol constant sum product quotient negative power root call degrees based'.split(' '),
);

/** Whether a tree is one number or expression throughout. */
const isFormula = (node: Node): boolean =>
  !some(node, (one) => !(FORMULA.has(one.type) || isGroup(one)) || isInfinity(one));

const isInfinity = (node: Node): boolean => node.type === 'constant' && node.name === 'infinity';

function formulaReading(node: Node, reader: Reader): Reading | null {
  if (isInfinity(node)) return { kind: 'infinite', sign: 1 };
  if (node.type === 'negative' && isInfinity(node.of)) return { kind: 'infinite', sign: -1 };
  const values = signsChosen(node);
  if (values !== null) return collection(values, 'plus-minus', reader);
  if (node.type === 'degrees' && isFormula(node.of))
    return { kind: 'quantity', value: node.of, unit: unitNamed('°'), label: null };
  if (node.type === 'sum' && node.items.some(({ type }) => type === 'quantity')) return compound(node.items);
  const matrix = node.type === 'product' ? node.items.find(({ type }) => type === 'matrix') : undefined;
  if (node.type === 'product' && matrix?.type === 'matrix') {
    const rest = node.items.filter((item) => item !== matrix);
    return matrixReading(matrix.rows, { type: 'product', items: rest }, reader);
  }
  return isFormula(node) ? plainQuantity(node) : null;
}

/** `5 ft 6 in` in base units; null unless all measure the same. */
function compound(items: readonly Node[]): Reading | null {
  let base: Unit | null = null;
  const terms: Node[] = [];
  for (const item of items) {
    if (item.type !== 'quantity' || item.unit === null || item.label !== null) return null;
    if (!isFormula(item.of) || item.of.type === 'negative') return null;
    if (base !== null && !measureSame(base, item.unit)) return null;
    base = { ...item.unit, factor: ONE };
    terms.push({
      type: 'product',
      items: [item.of, { type: 'number', value: item.unit.factor, written: null }],
    });
  }
  return { kind: 'quantity', value: { type: 'sum', items: terms }, unit: base, label: null };
}

function bracketReading(node: Node & { type: 'bracket' }, reader: Reader): Reading | null {
  const { items } = node;
  const [first] = items;
  if (items.length === 1 && first !== undefined) return interpret(first, reader);
  if (items.length === 2 && node.open !== '⟨') {
    const found = intervalOf(node);
    const region = found !== null && isRising(found) ? found : null;
    const isMixed = (node.open === '(') !== (node.close === ')');
    if (isMixed || items.some((item) => some(item, isInfinity))) return region;
    if (region !== null && reader.chooses('pairs')) return region;
    if (region === null && found !== null && reader.wants('pairs')) return null;
  }
  const readings = readingsOf(items, reader);
  if (readings === null || readings.length > items.length) return null;
  return recordOf(readings) ?? { kind: 'tuple', items: readings };
}

/** Whether the ends of an interval do not stand the wrong way round. */
function isRising({ parts }: Region): boolean {
  return parts.every(({ low, high }) => {
    const sign = low === null || high === null ? -1 : (orderOf(low.at, high.at) ?? -1);
    return sign < 0 || (sign === 0 && low?.closed === true && high?.closed === true);
  });
}

function matrixReading(
  rows: readonly (readonly Node[])[],
  factor: Node | null,
  reader: Reader,
): Reading | null {
  const scaled = rows.map((row) =>
    row.map((entry) =>
      interpret(factor === null ? entry : { type: 'product', items: [factor, entry] }, reader),
    ),
  );
  const whole = scaled.map((row) => row.filter((entry) => entry !== null));
  return whole.every((row, i) => row.length === rows[i]?.length) ? { kind: 'matrix', rows: whole } : null;
}

function listReading(items: readonly Node[], joint: Joint, reader: Reader): Reading | null {
  const isSum = joint === 'and' && items.every((item) => item.type === 'quantity' && item.unit !== null);
  const total = isSum && isDescending(items) ? compound(items) : null;
  if (total !== null) return total;
  const readings = readingsOf(items, reader);
  if (readings === null) return null;
  const areConditions = items.every(({ type }) => type === 'relation');
  const region = areConditions || joint === 'or' ? regionOf(readings, joint) : null;
  return region ?? (areConditions ? null : plainList(readings, joint)) ?? namedList(readings, joint);
}

/** Whether each unit is smaller than the one before: minutes and seconds, not pence and pounds. */
function isDescending(items: readonly Node[]): boolean {
  const factors = items.map(
    (item) => (item.type === 'quantity' ? item.unit?.factor : undefined) ?? integer(0),
  );
  return factors.every((factor, i) => {
    const before = factors[i - 1];
    return before === undefined || factor.n * before.d < before.n * factor.d;
  });
}

function collection(items: readonly Node[], joint: Collection['joint'], reader: Reader): Reading | null {
  const readings = readingsOf(items, reader);
  return readings === null ? null : { kind: 'collection', items: readings, joint };
}

/** What the items say, both values for a `±`; null unless each says something. */
function readingsOf(items: readonly Node[], reader: Reader): Reading[] | null {
  const readings: Reading[] = [];
  for (const item of items) {
    const reading = interpret(item, reader);
    if (reading === null) return null;
    if (reading.kind === 'collection' && reading.joint === 'plus-minus') readings.push(...reading.items);
    else readings.push(reading);
  }
  return readings;
}
