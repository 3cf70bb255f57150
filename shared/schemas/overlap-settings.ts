import { Type } from '@sinclair/typebox';
import { effect, stage } from './stage-schema.ts';

export const overlapSchema = stage('overlap', {
  mode: effect('a question that overlaps with a benchmark'),
  rule: Type.Union([Type.Literal('any-ngram'), Type.Literal('contained')], {
    default: 'any-ngram',
    description:
      'any-ngram: any shared run of `window` words, as in s1. contained: a benchmark question stands in the prompt or the solution, most of it, weighed by how rare its words are.',
  }),
  window: Type.Integer({
    minimum: 1,
    maximum: 64,
    default: 8,
    description:
      'Words that must agree in a row; for the rule any-ngram. Unit: words. Source: 8, s1 section 2.1.',
  }),
  contained: Type.Number({
    minimum: 0.05,
    maximum: 1,
    default: 0.72,
    description:
      'Share of a long benchmark question that makes an overlap; of a short one more must be there. For the rule contained. Unit: share of its information in bits. Source: ours, set on planted overlaps and on 59,029 public questions.',
  }),
  fingerprints: Type.Number({
    minimum: 0.01,
    maximum: 1,
    default: 0.4,
    description:
      'The same for a benchmark that is known by its fingerprints alone. Unit: share of its 8-grams. Source: ours.',
  }),
  review: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.12,
    description:
      'How much less than that is kept with a note, for a person to look at. Unit: share. Source: ours.',
  }),
});
