import type { Reading } from './readings.ts';
import { intersection, regionBeside } from './regions.ts';
import { isGroup, type Node, symbolsOf } from './syntax.ts';

type Relation = Node & { readonly type: 'relation' };
type Interpret = (node: Node) => Reading | null;

const TURNED: Record<string, string> = { '<': '>', '>': '<', '≤': '≥', '≥': '≤', '=': '=', '≠': '≠' };

/**
 * What a relation says: a value with a name (`x = 3`), a set of numbers (`x > 3`, `1 < x < 2`, `x \in (0, 1)`), else an
 * equation or inequality between two formulas. Of `x = a = b ≈ c` the last exact value counts. Null for other chains.
 */
export function relationReading({ items, signs }: Relation, interpret: Interpret): Reading | null {
  if (signs.every((sign) => sign === '=' || sign === '≈')) return equality(items, signs, interpret);
  const [first, second, third] = items;
  const [sign, next] = signs;
  if (first === undefined || second === undefined || sign === undefined) return null;
  if (third === undefined) return beside(first, sign, second, interpret);
  if (items.length > 3 || next === undefined) return null;
  const low = beside(first, sign, second, interpret);
  const high = beside(second, next, third, interpret);
  return low?.kind === 'region' && high?.kind === 'region' && sameDirection(sign, next)
    ? intersection(low, high)
    : null;
}

const sameDirection = (a: string, b: string): boolean =>
  ('<≤'.includes(a) && '<≤'.includes(b)) || ('>≥'.includes(a) && '>≥'.includes(b));

function beside(left: Node, sign: string, right: Node, interpret: Interpret): Reading | null {
  if (sign === '∈') {
    const region = interpret(right);
    if (left.type !== 'symbol') return null;
    if (region?.kind === 'region') return { ...region, variable: left.name };
    return region?.kind === 'collection' ? { kind: 'named', name: left.name, value: region } : null;
  }
  if (left.type === 'symbol' && isConstant(right)) return regionBeside(left.name, sign, right);
  const turned = TURNED[sign];
  if (right.type === 'symbol' && isConstant(left) && turned !== undefined)
    return regionBeside(right.name, turned, left);
  const isFormulas = interpret(left)?.kind === 'quantity' && interpret(right)?.kind === 'quantity';
  if (!isFormulas) return null;
  if (sign === '>') return { kind: 'equation', left: right, right: left, sign: '<' };
  if (sign === '≥') return { kind: 'equation', left: right, right: left, sign: '≤' };
  return sign === '<' || sign === '≤' || sign === '≠' ? { kind: 'equation', left, right, sign } : null;
}

const isConstant = (node: Node): boolean => symbolsOf(node).length === 0;

function equality(items: readonly Node[], signs: readonly string[], interpret: Interpret): Reading | null {
  const [first] = items;
  const exact = signs.lastIndexOf('=');
  const last = items[(exact < 0 ? signs.length - 1 : exact) + 1];
  if (first === undefined || last === undefined) return null;
  const name = nameOf(first);
  if (name !== null) return named(name, interpret(last));
  const swapped = items.length === 2 && isConstant(first) ? nameOf(last) : null;
  if (swapped !== null) return named(swapped, interpret(first));
  const isFormulas = interpret(first)?.kind === 'quantity' && interpret(last)?.kind === 'quantity';
  if (!isFormulas || (items.length > 2 && !isConstant(first))) return null;
  return { kind: 'equation', left: first, right: last, sign: '=' };
}

const named = (name: string, value: Reading | null): Reading | null =>
  value === null || value.kind === 'named' || value.kind === 'equation'
    ? null
    : { kind: 'named', name, value };

/** The name of a single letter, of a function of letters, or of a tuple of letters. */
function nameOf(node: Node): string | null {
  if (node.type === 'symbol') return node.name;
  if (node.type === 'product' && node.items.length === 2) {
    const [head, bracket] = node.items;
    if (head?.type === 'symbol' && bracket?.type === 'bracket' && bracket.items.every(isLetter))
      return `${head.name}(${bracket.items.map(letterOf).join(', ')})`;
  }
  const isLetters = node.type === 'bracket' && !isGroup(node) && node.items.every(isLetter);
  return isLetters ? `(${node.items.map(letterOf).join(', ')})` : null;
}

const isLetter = (node: Node): boolean => node.type === 'symbol' || node.type === 'number';
const letterOf = (node: Node): string =>
  node.type === 'symbol' ? node.name : node.type === 'number' ? String(node.value.n) : '';
