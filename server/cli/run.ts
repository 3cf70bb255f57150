import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import type { Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { ENGINE_NAMES } from '../../shared/vocabulary/engines.ts';
import { applySettings, parseRecipe } from '../decide/recipe.ts';
import { localEngine } from '../engine/local.ts';
import { cacheFolder } from '../runs/facts/cache-folder.ts';
import { memoryOver } from '../runs/facts/memory.ts';
import { findRun } from '../runs/find.ts';
import type { DecisionsPlace } from '../runs/over-shards/place.ts';
import { executeRun, type RunEffects, type RunOptions } from '../runs/run.ts';
import {
  SHARD_MEMORY,
  SHARD_MINUTES,
  SHARD_RECORDS,
  type ShardFlags,
  type ShardingContext,
  shardEffects,
} from './engines.ts';
import type { CliContext } from './frame.ts';
import { funnelText } from './funnel-text.ts';
import { withShardPool } from './shard-pools.ts';

interface Options extends ShardFlags {
  recipe: string;
  n?: string;
  exact?: boolean;
  seed: string;
  sources?: string;
  keep?: string;
  pool?: string;
  decisions?: DecisionsPlace;
  set: string[];
}

/** What is carried out where nobody names a recipe. */
export const DEFAULT_RECIPE = 'winnow';

/** `run`: carries out a recipe over the pool. */
export function register(program: Command, context: ShardingContext): void {
  program
    .command('run')
    .description('filter and rank the pool by a recipe')
    .option(
      '--recipe <name|file>',
      'winnow, s1, random, longest, diverse, full, or a JSON file',
      DEFAULT_RECIPE,
    )
    .option('--n <n>', 'how many to select: a number, or all')
    .option('--exact', 'exit with 1 where fewer than n pass')
    .option('--seed <n>', 'a whole number; the same seed gives the same selection', '42')
    .option('--sources <names>', 'only these sources, separated by commas')
    .option(
      '--keep <run>',
      'what this run ranked and was traced or accepted since comes first, where it still passes',
    )
    .option('--pool <pool>', 'a pool that stays as shards, as "import --shards" called it, or latest')
    .addOption(
      new Option('--decisions <place>', 'where decisions of such a pool lie that have no rank').choices([
        'beside',
        'workspace',
      ]),
    )
    .addOption(
      new Option('--engine <name>', 'where the work is carried out').choices(ENGINE_NAMES).default('local'),
    )
    .option(
      '--shard-dir <dir>',
      'folder for shards that all machines see (default: shards/ of the workspace)',
    )
    .option('--shard-records <n>', 'questions of a shard', `${SHARD_RECORDS}`)
    .option('--shard-memory <mib>', 'memory of a shard job, doubled at each new try', `${SHARD_MEMORY}`)
    .option('--shard-minutes <n>', 'time of a shard job, doubled at each new try', `${SHARD_MINUTES}`)
    .option(
      '--shard-jobs <n>',
      'jobs at a time on the engine processes (default: as many as there are processors)',
    )
    .option('--keep-shards', 'leave the shards and what their jobs said where they are')
    .option('--sbatch <option>', 'one more option for sbatch, as --sbatch=--partition=long', collect, [])
    .option('--ray-python <file>', 'a Python that has Ray, to carry out shards on a cluster of it', 'python3')
    .option('--ray-address <address>', 'where the Ray cluster is', 'auto')
    .option('--set <key=value>', 'a setting of the recipe, as overlap.window=13', collect, [])
    .addHelpText('after', '\nExample\n  winnow run --n 1000 --set quality.longest=4000')
    .action(async (options: Options) => {
      const shards = shardEffects(context, options);
      const { decisions, pool } = options;
      if (decisions !== undefined && pool === undefined)
        throw new WinnowError(
          'bad-usage',
          '--decisions is for --pool: else all decisions are in the database.',
        );
      const sources = options.sources === undefined ? undefined : namesIn(options.sources);
      const run = await withShardPool(context, pool, sources, (opened) =>
        runRecipe(context, shards, {
          recipe: recipeFrom(context, options.recipe, withN(options)),
          seed: seedFrom(options.seed),
          sources,
          keep: options.keep === undefined ? undefined : findRun(context.workspace(), options.keep),
          pool: opened,
          decisions,
        }),
      );
      const isShort = options.exact === true && run.requested !== 'all' && run.selected < run.requested;
      if (!isShort || !context.out.json) context.out.result(run, () => funnelText(run));
      if (context.out.json) for (const warning of run.warnings) context.out.note(`note: ${warning}`);
      if (isShort) throw shortBy(run);
    });
}

const shortBy = (run: Run): WinnowError =>
  new WinnowError(
    'failed',
    `Only ${run.selected} of the ${run.requested} asked for with --exact were selected (${run.runId}).`,
    { run },
  );

/** Carries out a recipe with what this process has. */
const runRecipe = (
  context: CliContext,
  shards: ReturnType<typeof shardEffects>,
  options: Omit<RunOptions, 'actor'>,
) =>
  executeRun(
    context.workspace(),
    { ...options, actor: context.actor },
    { ...runEffects(context), ...(shards === null ? {} : { shards }) },
  );

/** What a run needs of the world, from what this process has: threads, files, clock. */
export const runEffects = (context: CliContext): RunEffects => ({
  engine: localEngine(context.workers, context.assets.worker.execArgv),
  assets: context.assets,
  workerFile: context.assets.worker.file,
  memory: memoryOver(cacheFolder(join(context.workspaceDir(), 'cache'), `${process.pid}`, context.now)),
  version: context.assets.version,
  clock: context.clock,
  progress: (done, total) => context.out.progress('looking at questions', done, total),
  signal: context.signal,
});

export const collect = (value: string, before: string[]): string[] => [...before, value];

/** What --n says comes first, so that a setting of the same key, as `why` suggests it, has the last word. */
export function withN({ n, set }: Pick<Options, 'n' | 'set'>): string[] {
  if (n === undefined) return set;
  if (n !== 'all' && !/^\d{1,9}$/.test(n))
    throw new WinnowError('bad-usage', `--n ${n}: a whole number of questions, as in --n 1000, or all.`);
  return [`diversity.n=${n === 'all' ? '"all"' : n}`, ...set];
}

function namesIn(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw new WinnowError('bad-usage', `--sources ${text}: names of sources with one comma between them.`);
}

export function seedFrom(text: string): number {
  const seed = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new WinnowError('bad-usage', `--seed ${text}: a seed is a whole number, as in --seed 42.`);
}

/**
 * A recipe that ships with the program, by name, or one from a JSON file, with settings applied.
 * @throws WinnowError `not-found`, `bad-input`, `bad-usage`
 */
export function recipeFrom(context: CliContext, name: string, settings: readonly string[]): Recipe {
  const shipped = join(context.assets.data, 'recipes', `${name}.json`);
  const file = /^[a-z0-9-]+$/.test(name) && existsSync(shipped) ? shipped : name;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new WinnowError(
      'not-found',
      `There is no recipe ${name}: name winnow, s1, random, longest, diverse, full, or a JSON file.`,
    );
  }
  return applySettings(parseRecipe(jsonOf(text, name), `The recipe ${name}`), settings);
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WinnowError('bad-input', `The recipe ${name} is not JSON: ${(cause as Error).message}.`);
  }
}
