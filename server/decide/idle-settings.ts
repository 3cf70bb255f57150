import { isDeepStrictEqual } from 'node:util';
import { type Recipe, STAGE_SCHEMAS, type StageConfig } from '../../shared/schemas/recipe.ts';

/** Settings of a stage that are read under some values of another one only. */
interface Bound {
  stage: StageConfig['stage'];
  keys: readonly string[];
  by: string;
  /** Values of `by` under which they are read. */
  under: readonly string[];
}

const BOUND: readonly Bound[] = [
  { stage: 'overlap', keys: ['window'], by: 'rule', under: ['any-ngram'] },
  { stage: 'overlap', keys: ['contained', 'fingerprints', 'review'], by: 'rule', under: ['contained'] },
  { stage: 'duplicates', keys: ['threshold', 'shingle'], by: 'method', under: ['join', 'minhash'] },
  {
    stage: 'quality',
    keys: ['dropFrom', 'longest', 'shortest', 'repeatedShare', 'languages'],
    by: 'rule',
    under: ['detectors'],
  },
  { stage: 'quality', keys: ['aimeException'], by: 'rule', under: ['s1'] },
  {
    stage: 'difficulty',
    keys: ['harder', 'reads', 'levelWeight', 'leastCorrelation'],
    by: 'missing',
    under: ['estimate'],
  },
  { stage: 'difficulty', keys: ['passRate'], by: 'rule', under: ['pass-rate', 'surely-above'] },
  {
    stage: 'diversity',
    keys: ['uniformShare', 'benchmarkLike', 'preselect', 'preselectLonger'],
    by: 'sampler',
    under: ['s1'],
  },
  { stage: 'diversity', keys: ['quotas'], by: 'sampler', under: ['quotas'] },
];

/** Settings that somebody changed and that nothing reads, a sentence each. */
export function idleSettings({ stages }: Recipe): string[] {
  return stages.flatMap((config) => {
    const values: Readonly<Record<string, unknown>> = { ...config };
    const properties: Readonly<Record<string, { default?: unknown }>> =
      STAGE_SCHEMAS[config.stage].properties;
    return BOUND.filter(
      ({ stage, by, under }) => stage === config.stage && !under.includes(String(values[by])),
    )
      .flatMap(({ keys, by, under }) => keys.map((key) => ({ key, by, under })))
      .filter(({ key }) => !isDeepStrictEqual(values[key], properties[key]?.default))
      .map(
        ({ key, by, under }) =>
          `The setting ${config.stage}.${key} has no say while ${config.stage}.${by} is ${String(values[by])}; it is read under ${under.join(' or ')}.`,
      );
  });
}
