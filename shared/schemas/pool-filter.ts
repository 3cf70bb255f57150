import { type Static, Type } from '@sinclair/typebox';
import { AREA_PATTERN } from '../area.ts';
import { RANGE_PATTERN } from '../map-columns.ts';
import { FLAGS } from '../vocabulary/flags.ts';
import {
  ANY_FLAG,
  FACETS,
  NO_LICENCE,
  POOL_SORTS,
  type PoolSort,
  REVIEW_STATES,
} from '../vocabulary/pool.ts';
import { reasonSchema, stageNameSchema } from './decision.ts';

const oneOf = <T extends string>(names: readonly T[], description: string) =>
  Type.Optional(
    Type.Union(
      names.map((name) => Type.Literal(name)),
      { description },
    ),
  );
const name = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 400, pattern: '^[^\\u0000]*$', description }));
const range = (description: string) => Type.Optional(Type.String({ pattern: RANGE_PATTERN, description }));

/** What the questions of a run are filtered by; all that is given must hold. */
export const poolFilterProperties = {
  stage: Type.Optional(stageNameSchema),
  reason: Type.Optional(reasonSchema),
  passed: Type.Optional(
    Type.Union(stageNameSchema.anyOf, { description: 'Only questions that this stage let through.' }),
  ),
  kept: Type.Optional(Type.Boolean({ description: 'true: the selected, by rank; false: all others.' })),
  q: Type.Optional(
    Type.String({
      maxLength: 400,
      pattern: '^[^\\u0000]*$',
      description: 'Text that the question contains, in any case.',
    }),
  ),
  source: name('Name of a source.'),
  domain: name('Code of a domain.'),
  license: name(`A licence as it is declared; \`${NO_LICENCE}\`: none is.`),
  flag: oneOf(
    [ANY_FLAG, ...(Object.keys(FLAGS) as (keyof typeof FLAGS)[])],
    `Only questions with an open flag, of their own or of one of their traces; \`${ANY_FLAG}\`: any.`,
  ),
  mark: oneOf(['pin', 'exclude'], 'Only questions that somebody pinned, or excluded.'),
  tag: name('Only questions with this tag.'),
  review: oneOf(
    Object.keys(REVIEW_STATES) as (keyof typeof REVIEW_STATES)[],
    'Only questions that reviewers left so.',
  ),
  import: name('Only questions that came with this import, by its id.'),
  also: name('Only questions that this other run selects, by its id.'),
  area: Type.Optional(
    Type.String({
      pattern: AREA_PATTERN,
      maxLength: 2600,
      description:
        'Only questions in this area of the map of the run: its corners, as the Map page writes them.',
    }),
  ),
  length: range('From and to, both included. Unit: tokens.'),
  difficulty: range('From and to, 0 to 1; the second is not included, save 1.'),
};
export const poolFilterSchema = Type.Object(poolFilterProperties, { additionalProperties: false });
export type PoolFilterQuery = Static<typeof poolFilterSchema>;

/** In which order they come. */
export const poolOrderProperties = {
  sort: oneOf(
    Object.keys(POOL_SORTS) as PoolSort[],
    'By which column; as imported where it is left out, selected and reserve by rank.',
  ),
  desc: Type.Optional(Type.Boolean({ description: 'The largest first.' })),
};

/** How many questions there are of each value, were the condition on that column taken away. */
export const facetsSchema = Type.Object({
  count: Type.Integer({ description: 'Questions that the whole filter leaves.' }),
  facets: Type.Array(
    Type.Object({
      facet: Type.Union(FACETS.map((facet) => Type.Literal(facet))),
      values: Type.Array(
        Type.Object({
          value: Type.String({ description: 'Of lengths and difficulties: where the bin begins.' }),
          title: Type.Optional(Type.String()),
          count: Type.Integer(),
        }),
        { description: 'The 200 most frequent; bins in their order.' },
      ),
    }),
  ),
});
export type Facets = Static<typeof facetsSchema>;
