import { WinnowError } from '../../shared/error.ts';
import type { Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Tables } from '../db/tables.ts';
import type { Workspace } from '../db/workspace.ts';
import { isBare } from '../decide/candidate.ts';
import { configOf } from '../decide/config-of.ts';
import { type Decided, decide } from '../decide/decide.ts';
import { poolFacts } from '../decide/facts.ts';
import { recipeSha256 } from '../decide/recipe.ts';
import type { Engine } from '../engine/engine.ts';
import { loadEvidence } from './evidence.ts';
import { type Batch, batchOf, type Look, type LookedAt, measuredOf, nearAt } from './look.ts';
import { byId, type Head, hashLines, headOf, poolSha256, sourcesOf } from './pool.ts';
import { type MeasureAssets, type MeasureReference, measureReference } from './reference.ts';
import { originCounts, runWarnings } from './report.ts';
import { storeRun } from './store.ts';

export interface RunOptions {
  recipe: Recipe;
  seed: number;
  /** Sources that take part; undefined means all that are included. */
  sources?: readonly string[] | undefined;
  actor: string;
}

/** What a run needs of the world. */
export interface RunEffects {
  engine: Engine;
  assets: MeasureAssets;
  /** File that the engine's workers load. */
  workerFile: string;
  version: string;
  /** Milliseconds since some fixed moment. */
  clock: () => number;
  progress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/**
 * Carries out a recipe over the pool: reads evidence, looks at every text on the engine, decides, and
 * stores the decisions with their event in one transaction. Nothing is stored when it is stopped.
 * @throws WinnowError `stopped` when the signal is given, `not-found` for an unknown source
 */
export async function executeRun(
  workspace: Workspace,
  options: RunOptions,
  effects: RunEffects,
): Promise<Run> {
  const start = effects.clock();
  const { measured, heads, reference } = await workspace.snapshot((tables) =>
    lookAtPool(tables, options, effects),
  );
  const diversity = configOf(options.recipe, 'diversity');
  const facts = poolFacts(
    measured.map(({ row }) => row),
    diversity?.teachers ?? [],
    reference.benchmarkItems,
  );
  const decided = decide(measured, options.recipe, facts, options.seed);
  const seconds = (effects.clock() - start) / 1000;
  const report: Run = {
    runId: `run-${workspace.randomHex(5)}`,
    recipe: options.recipe.recipe,
    recipeSha256: recipeSha256(options.recipe),
    poolSha256: poolSha256(heads),
    evidenceSha256: evidenceSha256(decided, reference),
    codeVersion: `winnow ${effects.version}`,
    seed: options.seed,
    engine: effects.engine.name,
    pool: measured.length,
    benchmarks: reference.benchmarks,
    funnel: decided.funnel,
    requested: diversity?.n ?? 0,
    selected: decided.selection.length,
    reserve: decided.reserve,
    selectionSha256: hashLines(decided.selection),
    seconds,
    createdAt: workspace.now().toISOString(),
    signals: originCounts(decided, reference.domainFit),
    warnings: [...reference.warnings, ...runWarnings(decided, options.recipe, facts)],
  };
  return storeRun(workspace, options, report, decided, new Map(heads.map(({ id, n }) => [id, n])));
}

/** Reads the pool once, handing its texts to the engine page by page; only heads stay behind. */
async function lookAtPool(tables: Tables, options: RunOptions, effects: RunEffects) {
  const reference = measureReference(tables, options.recipe, effects.assets);
  const evidenceOf = loadEvidence(tables);
  const sources = sourcesOf(tables, options.sources);
  const counts = tables.questions.liveCounts();
  const total = sources.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  const pages: Head[][] = [];
  const seen: Seen[] = [];
  const batches = function* (): Generator<Batch> {
    for (const rows of tables.pool.pages(sources)) {
      if (effects.signal.aborted)
        throw new WinnowError('stopped', 'The run was stopped; nothing of it was stored.');
      const page = rows.map((row) => headOf(row, evidenceOf));
      yield batchOf(pages.push(page) - 1, rows, page);
    }
  };
  await effects.engine.map<Batch, LookedAt>(
    { entry: effects.workerFile, shared: reference.shared },
    batches(),
    ({ at, looks, near }) => {
      pages[at]?.forEach((head, i) => {
        const look = looks[i];
        if (look !== undefined) seen.push({ id: head.id, head, look, near: nearAt(near, i) });
      });
      effects.progress(seen.length, total);
    },
  );
  seen.sort(byId);
  return {
    measured: seen.map(({ head, look, near }) => measuredOf(head, look, near)),
    heads: seen.map(({ head }) => head),
    reference,
  };
}

/** A question and what came back of it. */
interface Seen {
  id: string;
  head: Head;
  look: Look;
  near: ReturnType<typeof nearAt>;
}

/** SHA-256 over benchmarks and, in the order of ids, over what was known about every question. Hex. */
const evidenceSha256 = ({ verdicts }: Decided, { benchmarks, fit }: MeasureReference): string =>
  hashLines([
    ...benchmarks.map(({ name, sha256 }) => `benchmark ${name} ${sha256}`),
    ...fit,
    ...verdicts.flatMap(({ row: { id, evidence } }) =>
      isBare(evidence)
        ? []
        : [JSON.stringify([id, evidence.attempts, evidence.label, evidence.level, evidence.traceTokens])],
    ),
  ]);
