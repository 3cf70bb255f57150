import { queryOptions } from '@tanstack/react-query';
import type { EngineName } from '../../../../shared/vocabulary/engines.ts';
import { call, send } from '../../../lib/call.ts';
import { IMMUTABLE } from '../../../lib/queries/runs.ts';
import type { Trial } from '../address.ts';

/** Recipes that ship with the program. */
export const recipesQuery = () =>
  queryOptions({
    queryKey: ['recipes'],
    queryFn: ({ signal }) => call('/recipes', { query: { limit: 200 }, signal }),
    ...IMMUTABLE,
  });

/** What each setting of a recipe means. */
export const recipeSchemaQuery = () =>
  queryOptions({
    queryKey: ['recipe-schema'],
    queryFn: async ({ signal }) => (await call('/recipes/schema', { signal })).schema,
    ...IMMUTABLE,
  });

/** Carries a recipe out as a job, over a pool and on an engine. */
export const startRun = ({ recipe, seed }: Trial, pool: string, engine: EngineName) =>
  send('/runs', { body: { recipe, seed, pool, engine } });
