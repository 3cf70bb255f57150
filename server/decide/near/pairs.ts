import { Coded, CodedBuilder, grown } from '../../algorithms/columns/coded.ts';
import { MadeSequence } from '../../algorithms/columns/sequence.ts';
import type { NearRule } from './rules.ts';

/** Two questions that are one, by their places. */
export interface DuplicateEdge {
  a: number;
  b: number;
  /** Jaccard similarity of the word n-grams of their normal forms, 0 to 1. */
  similarity: number;
  rule: NearRule;
}

/** Pairs of questions by their places, with the rule that says that they are one: 17 bytes each. */
export class Pairs extends MadeSequence<DuplicateEdge> {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** To four places. */
  readonly similarity: Float64Array;
  readonly rule: Coded<NearRule>;

  constructor({ a, b, similarity, rule }: Pick<Pairs, 'a' | 'b' | 'similarity' | 'rule'>) {
    super();
    this.a = a;
    this.b = b;
    this.similarity = similarity;
    this.rule = rule;
  }

  get length(): number {
    return this.a.length;
  }

  at(place: number): DuplicateEdge {
    return {
      a: this.a[place]!,
      b: this.b[place]!,
      similarity: this.similarity[place]!,
      rule: this.rule.at(place),
    };
  }
}

/** Gathers pairs, in the order in which they come. */
export class PairsBuilder {
  #a = new Uint32Array(64);
  #b = new Uint32Array(64);
  #similarity = new Float64Array(64);
  readonly #rule = new CodedBuilder<NearRule>();
  #count = 0;

  push(a: number, b: number, similarity: number, rule: NearRule): void {
    if (this.#count === this.#a.length) {
      this.#a = grown(this.#a, 0);
      this.#b = grown(this.#b, 0);
      this.#similarity = grown(this.#similarity, 0);
    }
    this.#a[this.#count] = a;
    this.#b[this.#count] = b;
    this.#similarity[this.#count++] = Math.round(similarity * 10_000) / 10_000;
    this.#rule.push(rule);
  }

  end(): Pairs {
    return new Pairs({
      a: this.#a.slice(0, this.#count),
      b: this.#b.slice(0, this.#count),
      similarity: this.#similarity.slice(0, this.#count),
      rule: this.#rule.end(),
    });
  }
}

/** In the order in which they come. */
export function pairsOf(pairs: Iterable<DuplicateEdge>): Pairs {
  const builder = new PairsBuilder();
  for (const { a, b, similarity, rule } of pairs) builder.push(a, b, similarity, rule);
  return builder.end();
}

/** The same pairs in another order. @param compare which of two numbers of pairs comes first */
export function sorted({ a, b, similarity, rule }: Pairs, compare: (i: number, j: number) => number): Pairs {
  const order = Uint32Array.from(a.keys()).sort((i, j) => compare(i, j) || i - j);
  const codes = rule.codes.slice(); // as wide as they are: they are packed so
  order.forEach((from, at) => {
    codes[at] = rule.codes[from]!;
  });
  return new Pairs({
    a: order.map((i) => a[i]!),
    b: order.map((i) => b[i]!),
    similarity: Float64Array.from(order, (i) => similarity[i]!),
    rule: new Coded(rule.values, codes),
  });
}

export const NO_PAIRS = pairsOf([]);
