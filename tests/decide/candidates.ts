import { type Candidate, NO_EVIDENCE, type PoolFacts } from '../../server/decide/candidate.ts';
import { parseRecipe } from '../../server/decide/recipe.ts';
import type { NarrowRow } from '../../server/decide/stage.ts';
import type { ConfigOf, StageConfig } from '../../shared/schemas/recipe.ts';

/** A candidate of which a test says only what it is about. */
export const candidate = (some: Partial<Candidate> = {}): Candidate => ({
  id: 'a',
  externalId: null,
  source: 'test',
  question: 'What is 1 + 1?',
  options: null,
  answer: null,
  solution: null,
  license: null,
  level: null,
  subject: null,
  meta: '{}',
  evidence: NO_EVIDENCE,
  ...some,
});

/** A narrow row of which a test says only what it is about. */
export const narrowRow = (some: Partial<NarrowRow> = {}): NarrowRow => ({
  id: 'a',
  externalId: null,
  source: 'test',
  license: 'MIT',
  completeness: 0,
  hasSolution: false,
  evidence: NO_EVIDENCE,
  domain: 'unknown',
  length: 10,
  key: 'k',
  ...some,
});

export const facts = (some: Partial<PoolFacts> = {}): PoolFacts => ({
  questions: 10,
  solvers: [],
  teachers: [],
  traces: false,
  labels: false,
  solutions: false,
  benchmarkItems: 0,
  ...some,
});

/** The configuration of a stage with its defaults. */
export function configFor<N extends StageConfig['stage']>(stage: N, settings: object = {}): ConfigOf<N> {
  const last = stage === 'diversity' ? [] : [{ stage: 'diversity' }];
  const recipe = parseRecipe({ recipe: 'test', stages: [{ stage, ...settings }, ...last] }, 'test');
  return recipe.stages[0] as ConfigOf<N>;
}
