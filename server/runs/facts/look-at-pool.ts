import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { Tables } from '../../db/tables.ts';
import type { Wanted } from '../../decide/measure.ts';
import { TEXT_STAGE_NAMES } from '../../decide/text-stages.ts';
import { livePool } from '../containment-reference.ts';
import { learnedBy } from '../learning.ts';
import type { Batch, LookedAt } from '../look.ts';
import { type MeasureReference, measureReference } from '../reference.ts';
import { distanceOf, keepWords } from '../spaces.ts';
import { learnBeside, learnFirst } from './learn-ahead.ts';
import { lookInShards } from './look-in-shards.ts';
import { looksOver } from './looks.ts';
import type { LookEffects, Missing } from './missing.ts';
import { type Parts, wantedFor } from './parts.ts';
import { poolReader } from './pool-source.ts';

/**
 * Measures parts that are missing: learns what the pool knows of domains and difficulty, and hands its texts to the
 * engine, page by page.
 */
export async function lookAtPool(
  tables: Tables,
  asked: Missing,
  effects: LookEffects,
): Promise<Partial<Parts>> {
  const { source, recipe, missing } = asked;
  const hasLooks = missing.some((name) => name !== 'reference' && name !== 'domains');
  const isSharded = effects.shards !== undefined && hasLooks;
  if (isSharded) effects.shards?.engine.prepare?.(effects.shards.takes.memory);
  const isMissing = missing.includes('overlap') || missing.includes('reference');
  const isCompared = isSharded || isMissing; // a look in shards is the same whatever else is at hand
  const { shared, ...reference } = measureReference(
    tables,
    isCompared ? recipe : uncompared(recipe),
    effects.assets,
    'shards' in source ? source.shards : livePool(tables),
  );
  const told = isMissing ? { reference } : {};
  const wanted = wantedFor(missing, TEXT_STAGE_NAMES);
  const pool = poolReader(tables, source);
  if (effects.shards !== undefined && hasLooks) {
    const learn = () => learnBeside(pool, asked, shared.taxonomy, effects);
    return { ...told, ...(await lookInShards(asked, pool, { shared, learn }, effects.shards, effects)) };
  }
  return { ...told, ...(await lookHere(asked, pool, shared, wanted, effects)) };
}

async function lookHere(
  asked: Missing,
  pool: ReturnType<typeof poolReader>,
  shared: MeasureReference['shared'],
  wanted: Wanted,
  effects: LookEffects,
): Promise<Partial<Parts>> {
  const { recipe, identity, missing } = asked;
  const { domains, studied } = await learnFirst(pool, asked, shared.taxonomy, wanted, effects);
  const told = domains === null ? {} : { domains: domains.part };
  if (missing.every((name) => name === 'reference' || name === 'domains')) return told;
  const looks = looksOver(identity.heads, {
    stated: domains?.stated ?? null,
    labelled: studied?.lesson.labelled ?? null,
    // Where estimates sift, less than half is left: to read that again is cheaper than to hold the words of all.
    words: missing.includes('signals') && !wanted.scores && distanceOf(recipe) === 'text',
    models: studied?.models.length ?? 0,
  });
  const job = {
    entry: effects.workerFile,
    shared: {
      ...shared,
      wanted: { ...wanted, scores: studied !== null },
      domainFit: domains?.fit ?? null,
      ...(studied === null ? {} : { difficulty: studied.models }),
    },
  };
  const progress = (done: number) => effects.progress(done, identity.heads.length);
  await effects.engine.map<Batch, LookedAt>(job, looks.batches(pool.pages(), effects.signal), (looked) =>
    progress(looks.take(looked)),
  );
  const { words, parts, scores } = looks.result();
  if (words !== null) keepWords(effects.memory, looks.placeOf, words);
  const learned = wanted.scores ? { learned: studied && learnedBy(studied, scores) } : {};
  return { ...told, ...parts, ...learned };
}

/** The benchmarks cost as much to read as a thousand questions: left out where nothing is compared with them. */
const uncompared = (recipe: Recipe): Recipe => ({
  ...recipe,
  stages: recipe.stages.filter(({ stage }) => stage !== 'overlap'),
});
