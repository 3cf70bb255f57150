import { join } from 'node:path';
import { buildOverlapIndex } from '../../algorithms/overlap-index.ts';
import { asksForEstimates } from '../../decide/difficulty/estimator.ts';
import { wantedBy } from '../../decide/measure.ts';
import { fitsDomains } from '../domain-reference.ts';
import type { Heads } from '../heads.ts';
import { learnedBy } from '../learning.ts';
import type { MeasureShared } from '../measurer.ts';
import { pagesWithoutTexts } from '../over-shards/pages.ts';
import { lookOnShards, type Shards } from '../shards/look-on-shards.ts';
import type { ShardEffects, ShardRun } from '../shards/room.ts';
import { signalsOnShards } from '../shards/signals-on-shards.ts';
import { codeSha256 } from './code-hash.ts';
import { groupsAheadOnShards } from './groups-ahead.ts';
import { keyOf } from './identity.ts';
import { judgeBeside, type Learnt } from './learn-ahead.ts';
import { looksOver } from './looks.ts';
import type { LookEffects, Missing } from './missing.ts';
import type { PartName, Parts } from './parts.ts';
import type { PoolReader } from './pool-reader.ts';
import { together } from './together.ts';

/** Under this name a process keeps the shards that it had looked at last. */
export const SHARD_RUN = 'shards of this run';

/**
 * Looks at a pool in shards. What hangs on texts alone is looked at first, while domains and difficulty are learned
 * here; near duplicates are compared as soon as that is done, and what was learned is applied beside that.
 * What jobs are told hangs on recipe and pool, and not on what is at hand: a run that goes on finds all that was done.
 */
export async function lookInShards(
  asked: Missing,
  pool: PoolReader,
  { shared, learn }: { shared: MeasureShared; learn: () => Promise<Learnt> },
  shards: ShardEffects,
  effects: LookEffects,
): Promise<Partial<Parts>> {
  const { source, recipe, missing, keys } = asked;
  const { heads } = asked.identity;
  const { memory } = effects;
  const texts = keys.get('forms') ?? '';
  const isLearned = fitsDomains(recipe) || asksForEstimates(recipe);
  const isMeasured = missing.some((name) => LEARNED.includes(name));
  const looks = looksOver(heads, { stated: null, labelled: null, words: false, models: 0 });
  const shardPool = 'shards' in source ? source.shards : null;
  const toLookAt = {
    shared: { ...shared, wanted: { ...wantedBy(recipe), signals: !isLearned, scores: false } },
    ...{ looks, texts, pool: shardPool, total: heads.length },
    pages: shardPool === null ? pool.pages() : pagesWithoutTexts(shardPool),
  };
  const [, learned] = await together(effects.signal, (signal) => {
    const run = shardRunOf(asked, shards, { ...effects, signal });
    shards.held.hold(run.dir);
    const { written, looked } = lookOnShards(run, toLookAt, (done) => effects.progress(done, heads.length));
    const compared = looked.then(async (done) => {
      memory.keep(SHARD_RUN, done);
      if (isMeasured) await groupsAheadOnShards(heads, done, looks.result().parts, recipe, texts, memory);
    });
    const measured = written.then((done): Partial<Parts> | Promise<Partial<Parts>> =>
      isLearned && isMeasured ? measuredBy(learn, done, heads, shared) : {},
    );
    const judged = measured.then(({ learned }) => judgeBeside(learned, keys, effects));
    return [compared, measured, judged];
  });
  const { keys: _keys, forms: _forms, ...seen } = looks.result().parts; // they stay in the shards
  return { ...seen, ...learned };
}

/** Parts that hang on something learned, where a recipe asks for that. */
const LEARNED: readonly PartName[] = ['signals', 'learned', 'domains'];

/** Learns, and has measured in the same shards what hangs on it. */
async function measuredBy(
  learn: () => Promise<Learnt>,
  written: Shards,
  heads: Heads,
  shared: MeasureShared,
): Promise<Partial<Parts>> {
  const { domains, studied } = await learn();
  const looks = looksOver(heads, {
    stated: domains?.stated ?? null,
    labelled: studied?.lesson.labelled ?? null,
    words: false,
    models: studied?.models.length ?? 0,
  });
  const told: MeasureShared = {
    ...shared,
    overlap: buildOverlapIndex({ window: 1, items: [], fingerprints: [] }), // nothing is compared
    containment: null,
    wanted: { signals: true, texts: 'none', stages: [], scores: studied !== null },
    domainFit: domains?.fit ?? null,
    ...(studied === null ? {} : { difficulty: studied.models }),
  };
  await signalsOnShards(written, { shared: told, looks, heads });
  const { parts, scores } = looks.result();
  return {
    signals: parts.signals,
    learned: studied && learnedBy(studied, scores),
    ...(domains === null ? {} : { domains: domains.part }),
  };
}

/** The same questions asked of the same texts have the same folder, so that what was done of them is found again. */
const shardRunOf = (
  { keys, recipe }: Missing,
  shards: ShardEffects,
  { assets, signal }: LookEffects,
): ShardRun => ({
  dir: join(shards.root, keyOf([...keys], recipe.stages, shards.records).slice(0, 32)),
  code: codeSha256(assets),
  effects: shards,
  signal,
});
