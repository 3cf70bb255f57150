import { type Static, Type } from '@sinclair/typebox';
import { LENGTH_KINDS } from './length-settings.ts';

const nullable = (description: string) => Type.Union([Type.Number(), Type.Null()], { description });
const counts = (description: string) => Type.Record(Type.String(), Type.Integer(), { description });

/** How diverse a selection is: the same figures for every sampler, so that they can be compared. */
export const figuresSchema = Type.Object({
  questions: Type.Integer(),
  domains: Type.Integer({ description: 'Domains that any of them has.' }),
  domainEntropy: Type.Number({
    description: 'Entropy of their domains: 2^x domains of equal size would have the same. Unit: bits.',
  }),
  coverageRadius: nullable(
    'The largest distance of a question that passed every gate to the nearest selected one. Unit: cosine distance.',
  ),
  coverageMean: nullable('The mean of it. Unit: cosine distance.'),
  nearestNeighbour: nullable(
    'The mean distance of a selected question to the nearest other selected one. Unit: cosine distance.',
  ),
  distance: Type.String({
    description: '`text` (TF-IDF), or the name of the signal that distances are taken from.',
  }),
  lengths: Type.Object(
    {
      kind: Type.Union([...LENGTH_KINDS.map((name) => Type.Literal(name))]),
      quantiles: Type.Record(Type.String(), Type.Number(), {
        description: 'Share in percent (0, 5, 25, 50, 75, 95, 100) to length. Unit: tokens.',
      }),
    },
    { description: 'Of those that have a length of that kind.' },
  ),
  sources: counts('Source to how many of them it gave.'),
});
export type Figures = Static<typeof figuresSchema>;

/** What `run --keep` kept of an earlier run, and the figures that the selection would have without it. */
export const keepSchema = Type.Object({
  run: Type.String(),
  wanted: Type.Integer({
    description: 'Questions that the earlier run had ranked and that hold a usable trace or were accepted.',
  }),
  kept: Type.Integer({ description: 'Those of them that are selected now.' }),
  reserve: Type.Integer({ description: 'Those that passed, and for which n has no room.' }),
  fell: counts('Reason to how many of them fell for it now.'),
  gone: Type.Integer({ description: 'Those that are not in the pool of this run.' }),
  without: figuresSchema,
});
export type Keep = Static<typeof keepSchema>;
