import type { Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { belowLines, gradersBelow, refuseUncalibrated } from '../db/recipe-graders.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { configOf } from '../decide/config-of.ts';
import type { Decided } from '../decide/decide.ts';
import { recipeSha256 } from '../decide/recipe.ts';
import { estimatorReport, relianceOf } from './estimates.ts';
import type { FactEffects } from './facts/effects.ts';
import { decideOver } from './facts/facts.ts';
import { SHARD_RUN } from './facts/look-in-shards.ts';
import type { Facts } from './facts/put-together.ts';
import { figuresAmong } from './figures.ts';
import { keepCounts, keptOf } from './keep.ts';
import { refuseTooMany } from './most-in-database.ts';
import type { DecisionsPlace } from './over-shards/place.ts';
import type { ShardPool } from './over-shards/shard-pool.ts';
import { storeOverShards } from './over-shards/store.ts';
import { textTables } from './over-shards/texts.ts';
import { hashLines } from './pool.ts';
import { runWarnings, signalsReport } from './report.ts';
import { distanceOf, dropWords, spacesOf, vectorsSha256 } from './spaces.ts';
import { storeRun } from './store.ts';

export interface RunOptions {
  recipe: Recipe;
  seed: number;
  /** Sources that take part; undefined means all that are included. */
  sources?: readonly string[] | undefined;
  /** An earlier run: of what it had ranked, whatever was traced or accepted comes first where it still passes. */
  keep?: StoredRun | undefined;
  actor: string;
  /** The pool, where it is not that of the database but stays as shards. */
  pool?: ShardPool | undefined;
  /** Where the decisions are to lie that are in no table: beside the shards where that is possible, unless it says so. */
  decisions?: DecisionsPlace | undefined;
}

/** What a run needs of the world. */
export interface RunEffects extends FactEffects {
  version: string;
  /** Milliseconds since some fixed moment. */
  clock: () => number;
}

/**
 * Carries out a recipe over the pool: reads evidence, looks at every text on the engine where that was not done
 * before, decides, and stores the decisions with their event in one transaction. Nothing is stored when it is stopped.
 * @throws WinnowError `stopped` when the signal is given, `not-found` for an unknown source, `too-large` for more
 * questions than the database takes decisions of, `refused` where the recipe wants agreement with people of every grader
 * and one has too little
 */
export async function executeRun(
  workspace: Workspace,
  options: RunOptions,
  effects: RunEffects,
): Promise<Run> {
  try {
    const { facts, decided, report } = await decideRun(workspace, options, effects);
    dropWords(effects.memory);
    effects.shards?.engine.end?.();
    const stored: Run = {
      runId: `run-${workspace.randomHex(5)}`,
      ...report,
      createdAt: workspace.now().toISOString(),
    };
    const run =
      options.pool === undefined
        ? storeRun(workspace, options, stored, decided, facts.identity)
        : storeOverShards(workspace, { ...options, pool: options.pool }, stored, decided, facts.identity);
    effects.shards?.held.end(effects.shards.isKept === true); // what lies there is no longer needed
    effects.memory.keep(SHARD_RUN, undefined);
    return run;
  } finally {
    effects.shards?.engine.end?.();
    effects.shards?.held.release();
  }
}

/** Everything that a run does but storing: what it decides, and its report without an id and a date. */
export async function decideRun(
  workspace: Workspace,
  { recipe, seed, sources, keep: run, pool }: Omit<RunOptions, 'actor'>,
  effects: RunEffects,
): Promise<{ facts: Facts; decided: Decided; report: Omit<Run, 'runId' | 'createdAt'> }> {
  const start = effects.clock();
  refuseUncalibrated(workspace, recipe.graders);
  if (pool === undefined) refuseTooMany(workspace, sources);
  const keep = run === undefined ? undefined : keptOf(workspace, run);
  const source = pool === undefined ? { sources } : { shards: pool };
  pool?.refuseChanged();
  const asked = { source, recipe, seed, ...(keep === undefined ? {} : { keep }) };
  const { facts, decided } = await decideOver(workspace, asked, effects);
  const { identity, reference } = facts;
  const estimator = estimatorReport(facts.estimation, decided, facts.pool, recipe);
  const reliance = relianceOf(facts.estimation, decided.chosen, facts.pool, recipe);
  const spaceOf = spacesOf(textTables(workspace, source), recipe, effects.memory);
  const figures = figuresAmong(decided, distanceOf(recipe), spaceOf);
  return {
    facts,
    decided,
    report: {
      recipe: recipe.recipe,
      recipeSha256: recipeSha256(recipe),
      poolSha256: identity.poolSha256,
      evidenceSha256: pinnedWith(facts.evidenceSha256, vectorsSha256(workspace, distanceOf(recipe))),
      codeVersion: `winnow ${effects.version}`,
      seed,
      engine: (effects.shards ?? effects).engine.name,
      pool: facts.measured.length,
      benchmarks: reference.benchmarks,
      funnel: decided.funnel,
      requested: configOf(recipe, 'diversity')?.n ?? 0,
      selected: decided.selection.length,
      reserve: decided.reserve,
      selectionSha256: hashLines(decided.selection),
      seconds: (effects.clock() - start) / 1000,
      signals: signalsReport(decided, estimator, facts.domains?.report ?? null),
      lengths: decided.lengths,
      figures: figures(decided.selection),
      ...(keep === undefined
        ? {}
        : { keep: { ...keepCounts(keep, decided), without: figures(decided.withoutKeep ?? []) } }),
      warnings: [
        ...reference.warnings,
        ...runWarnings(decided, recipe, facts.pool, reliance),
        ...belowLines(gradersBelow(workspace, recipe.graders)).map(upperFirst),
      ],
    },
  };
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The hash of the evidence, over that of the vectors too where a run takes distances from any. */
const pinnedWith = (evidence: string, vectors: readonly string[]): string =>
  vectors.length === 0 ? evidence : hashLines([evidence, ...vectors]);
