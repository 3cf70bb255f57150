import type { Joint, Node } from './syntax.ts';
import type { Unit } from './units.ts';

/** An end of an interval. */
export interface Bound {
  readonly at: Node;
  readonly closed: boolean;
}

/** An interval; a missing end is infinity. */
export interface Part {
  readonly low: Bound | null;
  readonly high: Bound | null;
}

/** A number or a formula, with the unit or the label that stood with it. */
export interface Quantity {
  readonly kind: 'quantity';
  readonly value: Node;
  readonly unit: Unit | null;
  readonly label: string | null;
}

export interface Region {
  readonly kind: 'region';
  /** The variable it was stated for; null where any name would do. */
  readonly variable: string | null;
  readonly parts: readonly Part[];
}

export interface Collection {
  readonly kind: 'collection';
  readonly items: readonly Reading[];
  /** `braces` for a set that is written as one; `plus-minus` for the two values of a `±`. */
  readonly joint: Joint | 'braces' | 'plus-minus';
}

export interface Equation {
  readonly kind: 'equation';
  readonly left: Node;
  readonly right: Node;
  readonly sign: '=' | '<' | '≤' | '≠';
}

/** What an answer says, of one kind each. */
export type Reading =
  | Quantity
  | { readonly kind: 'infinite'; readonly sign: 1 | -1 }
  | { readonly kind: 'tuple'; readonly items: readonly Reading[] }
  | Collection
  | Region
  /** A value that was given a name: `x = 3`, `f(x) = x + 1`. */
  | { readonly kind: 'named'; readonly name: string; readonly value: Reading }
  /** Several names with a value each, in the order written. */
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Reading> }
  | Equation
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly Reading[])[] }
  | { readonly kind: 'ratio'; readonly terms: readonly Node[] }
  /** No solution, the empty set. */
  | { readonly kind: 'nothing' }
  /** A word of a closed list. */
  | { readonly kind: 'word'; readonly list: string; readonly member: number }
  /** Seconds since midnight; `half` says that morning or afternoon was told. */
  | { readonly kind: 'time'; readonly seconds: number; readonly half: boolean }
  /** Day, month and year; null for what was not said. */
  | {
      readonly kind: 'date';
      readonly day: number | null;
      readonly month: number;
      readonly year: number | null;
    };

export const plainQuantity = (value: Node): Quantity => ({
  kind: 'quantity',
  value,
  unit: null,
  label: null,
});
