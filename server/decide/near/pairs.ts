import { type Coded, CodedBuilder, grown } from '../../algorithms/columns/coded.ts';
import { MadeSequence } from '../../algorithms/columns/sequence.ts';
import type { DuplicateEdge } from './equal-texts.ts';
import type { NearRule } from './rules.ts';

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

/** In the order in which they come. */
export function pairsOf(pairs: Iterable<DuplicateEdge>): Pairs {
  let [a, b, similarity] = [new Uint32Array(64), new Uint32Array(64), new Float64Array(64)];
  const rule = new CodedBuilder<NearRule>();
  let count = 0;
  for (const pair of pairs) {
    if (count === a.length) {
      a = grown(a, 0);
      b = grown(b, 0);
      similarity = grown(similarity, 0);
    }
    a[count] = pair.a;
    b[count] = pair.b;
    similarity[count++] = Math.round(pair.similarity * 10_000) / 10_000;
    rule.push(pair.rule);
  }
  return new Pairs({
    a: a.slice(0, count),
    b: b.slice(0, count),
    similarity: similarity.slice(0, count),
    rule: rule.end(),
  });
}

export const NO_PAIRS = pairsOf([]);
