import type { Rational } from '../numbers/rational.ts';
import type { Unit } from './units.ts';

/** How a number was written, which tells how far it may have been rounded. */
export interface Written {
  /** Digits behind the decimal point. */
  readonly decimals: number;
  /** Digits from the first that is not 0. */
  readonly significant: number;
  /** The value of one unit in the last digit written. */
  readonly step: Rational;
}

/** Units and labels that may follow a number, in one tree with the formula. */
export type Node =
  | { readonly type: 'number'; readonly value: Rational; readonly written: Written | null }
  | { readonly type: 'symbol'; readonly name: string }
  | { readonly type: 'constant'; readonly name: 'pi' | 'e' | 'i' | 'infinity' }
  | { readonly type: 'sum'; readonly items: readonly Node[] }
  | { readonly type: 'product'; readonly items: readonly Node[] }
  | { readonly type: 'quotient'; readonly over: Node; readonly under: Node }
  | { readonly type: 'negative'; readonly of: Node }
  /** `±` or, with `sign` -1, `∓`. */
  | { readonly type: 'plus-minus'; readonly sign: 1 | -1; readonly of: Node }
  | { readonly type: 'power'; readonly base: Node; readonly exponent: Node }
  | { readonly type: 'root'; readonly degree: number; readonly of: Node }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly type: 'degrees'; readonly of: Node }
  /** A number written to a base: `101_2`. */
  | { readonly type: 'based'; readonly digits: string; readonly base: number }
  /** Brackets: a group where there is one item in round ones, else a tuple or an interval. */
  | {
      readonly type: 'bracket';
      readonly open: string;
      readonly close: string;
      readonly items: readonly Node[];
    }
  | { readonly type: 'set'; readonly items: readonly Node[] }
  | { readonly type: 'builder'; readonly name: string; readonly condition: Node }
  | { readonly type: 'union'; readonly items: readonly Node[] }
  | { readonly type: 'line'; readonly name: 'reals' | 'nothing' }
  | { readonly type: 'matrix'; readonly rows: readonly (readonly Node[])[] }
  /** `a < b = c`: one sign less than items. */
  | { readonly type: 'relation'; readonly items: readonly Node[]; readonly signs: readonly string[] }
  | { readonly type: 'ratio'; readonly items: readonly Node[] }
  | { readonly type: 'list'; readonly items: readonly Node[]; readonly joint: Joint }
  | {
      readonly type: 'quantity';
      readonly of: Node;
      readonly unit: Unit | null;
      readonly label: string | null;
    };

/** What stands between the items of a list; `mixed` where `or` and others stand together. */
export type Joint = 'comma' | 'semicolon' | 'and' | 'or' | 'mixed';

/** The nodes directly below one. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'sum':
    case 'product':
    case 'bracket':
    case 'set':
    case 'union':
    case 'relation':
    case 'ratio':
    case 'list':
      return node.items;
    case 'quotient':
      return [node.over, node.under];
    case 'negative':
    case 'plus-minus':
    case 'root':
    case 'degrees':
    case 'quantity':
      return [node.of];
    case 'power':
      return [node.base, node.exponent];
    case 'call':
      return node.args;
    case 'builder':
      return [node.condition];
    case 'matrix':
      return node.rows.flat();
    case 'number':
    case 'symbol':
    case 'constant':
    case 'based':
    case 'line':
      return [];
  }
}

/** Whether a node, or one below it, fits. */
export const some = (node: Node, fits: (one: Node) => boolean): boolean =>
  fits(node) || childrenOf(node).some((child) => some(child, fits));

/** The names of the variables, in the order of the alphabet. */
export function symbolsOf(node: Node): string[] {
  const names = new Set<string>();
  some(node, (one) => {
    if (one.type === 'symbol') names.add(one.name);
    return false;
  });
  return [...names].sort();
}

export const isGroup = (node: Node): boolean =>
  node.type === 'bracket' && node.items.length === 1 && (node.open === '(' || node.open === '[');
