import { join } from 'node:path';
import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { Tables } from '../../db/tables.ts';
import type { TaxonomyFiles } from '../../decide/domains/files.ts';
import type { Wanted } from '../../decide/measure.ts';
import { TEXT_STAGE_NAMES } from '../../decide/text-stages.ts';
import { livePool } from '../containment-reference.ts';
import { domainReference, fitsDomains } from '../domain-reference.ts';
import { learnedBy, learnOn, type Studied } from '../learning.ts';
import type { Batch, LookedAt } from '../look.ts';
import { pagesWithoutTexts } from '../over-shards/pages.ts';
import { measureReference } from '../reference.ts';
import { type LookedShards, lookOnShards } from '../shards/look-on-shards.ts';
import { distanceOf, keepWords } from '../spaces.ts';
import { codeSha256 } from './code-hash.ts';
import type { FactEffects } from './effects.ts';
import { type Identity, keyOf } from './identity.ts';
import { looksOver } from './looks.ts';
import { type PartName, type Parts, wantedFor } from './parts.ts';
import type { PoolReader } from './pool-reader.ts';
import { type PoolSource, poolReader } from './pool-source.ts';

/** What is missing of which pool. */
interface Missing {
  source: PoolSource;
  recipe: Recipe;
  identity: Identity;
  missing: readonly PartName[];
  /** The key of every part. */
  keys: ReadonlyMap<PartName, string>;
}

type LookEffects = Pick<
  FactEffects,
  'engine' | 'shards' | 'assets' | 'workerFile' | 'progress' | 'signal' | 'memory'
>;

/**
 * Measures parts that are missing: learns what the pool knows of domains and difficulty, then hands its texts to the
 * engine, page by page.
 */
export async function lookAtPool(
  tables: Tables,
  asked: Missing,
  effects: LookEffects,
): Promise<Partial<Parts>> {
  const { source, recipe, identity, missing } = asked;
  const isCompared = missing.includes('overlap') || missing.includes('reference');
  const { shared, ...reference } = measureReference(
    tables,
    isCompared ? recipe : uncompared(recipe),
    effects.assets,
    'shards' in source ? source.shards : livePool(tables),
  );
  const pool = poolReader(tables, source);
  const wanted = wantedFor(missing, TEXT_STAGE_NAMES);
  const { domains, studied } = await learnAhead(pool, asked, shared.taxonomy, wanted, effects);
  const told = {
    ...(isCompared ? { reference } : {}),
    ...(domains === null ? {} : { domains: domains.part }),
  };
  if (missing.every((name) => name === 'reference' || name === 'domains')) return told;
  const looks = looksOver(identity.heads, {
    stated: domains?.stated ?? null,
    labelled: studied?.lesson.labelled ?? null,
    // Where estimates sift, less than half is left: to read that again is cheaper than to hold the words of all.
    words:
      effects.shards === undefined &&
      missing.includes('signals') &&
      !wanted.scores &&
      distanceOf(recipe) === 'text',
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
  const learned = (scores: Float64Array[]) =>
    wanted.scores ? { learned: studied && learnedBy(studied, scores) } : {};
  const progress = (done: number) => effects.progress(done, identity.heads.length);
  if (effects.shards !== undefined) {
    const shards = 'shards' in source ? source.shards : null;
    const pages = shards === null ? pool.pages() : pagesWithoutTexts(shards);
    const asShards = { shared: job.shared, looks, pages, shards, texts: asked.keys.get('forms') ?? '' };
    const shardRun = shardRunOf(asked, effects.shards, effects);
    effects.shards.held.hold(shardRun.dir);
    effects.memory.keep(SHARD_RUN, await lookOnShards(shardRun, asShards, progress));
    const { parts, scores } = looks.result();
    const { keys: _keys, forms: _forms, ...seen } = parts; // they stay in the shards
    return { ...told, ...seen, ...learned(scores) };
  }
  await effects.engine.map<Batch, LookedAt>(job, looks.batches(pool.pages(), effects.signal), (looked) =>
    progress(looks.take(looked)),
  );
  const { words, parts, scores } = looks.result();
  if (words !== null) keepWords(effects.memory, looks.placeOf, words);
  return { ...told, ...parts, ...learned(scores) };
}

/** Under this name a process keeps the shards that it had looked at last. */
export const SHARD_RUN = 'shards of this run';

/** The same questions asked of the same texts have the same folder, so that what was done of them is found again. */
const shardRunOf = (
  { keys, missing, recipe }: Missing,
  shards: NonNullable<LookEffects['shards']>,
  { assets, signal }: LookEffects,
): LookedShards['run'] => ({
  dir: join(shards.root, keyOf(missing, [...keys], recipe.stages, shards.records).slice(0, 32)),
  code: codeSha256(assets),
  effects: shards,
  signal,
});

/** What the pool knows is learned before its texts are looked at: of difficulty on the workers, of domains here. */
async function learnAhead(
  pool: PoolReader,
  { recipe, identity: { heads }, missing }: Missing,
  taxonomy: TaxonomyFiles,
  wanted: Wanted,
  { engine, workerFile }: LookEffects,
): Promise<{ domains: ReturnType<typeof domainReference> | null; studied: Studied | null }> {
  const isFitted = fitsDomains(recipe) && (missing.includes('signals') || missing.includes('domains'));
  let domains: ReturnType<typeof domainReference> | null = null;
  const fitDomains = () => {
    if (isFitted) domains = domainReference(pool, heads, taxonomy);
  };
  if (!wanted.scores) {
    fitDomains();
    return { domains, studied: null };
  }
  const job = { entry: workerFile, shared: null, workers: MODELS };
  const studied = await engine.use(job, (map) => learnOn(map, { heads, pool, recipe }, fitDomains));
  return { domains, studied };
}

/** Models of difficulty that are fitted beside each other. */
const MODELS = 2;

/** The benchmarks cost as much to read as a thousand questions: left out where nothing is compared with them. */
const uncompared = (recipe: Recipe): Recipe => ({
  ...recipe,
  stages: recipe.stages.filter(({ stage }) => stage !== 'overlap'),
});
