import { WinnowError } from '../../shared/error.ts';
import type { Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Tables, Workspace } from '../db/workspace.ts';
import { isBare } from '../decide/candidate.ts';
import { type Decided, decide } from '../decide/decide.ts';
import { poolFacts } from '../decide/facts.ts';
import type { Measured } from '../decide/measure.ts';
import { configOf, recipeSha256 } from '../decide/recipe.ts';
import type { Engine } from '../engine/engine.ts';
import { loadEvidence } from './evidence.ts';
import { candidateOf, hashLines, poolRegister, sourcesOf } from './pool.ts';
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
  const looked = await workspace.snapshot((tables) => look(tables, options, effects));
  const { measured, reference, register } = looked;
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
    poolSha256: register.sha256(),
    evidenceSha256: evidenceSha256(decided, reference),
    codeVersion: `winnow ${effects.version}`,
    seed: options.seed,
    engine: effects.engine.name,
    pool: measured.length,
    funnel: decided.funnel,
    requested: diversity?.n ?? 0,
    selected: decided.selection.length,
    reserve: decided.reserve,
    selectionSha256: hashLines(decided.selection),
    seconds,
    createdAt: workspace.now().toISOString(),
    signals: originCounts(decided),
    warnings: [...reference.warnings, ...runWarnings(decided, options.recipe, facts)],
  };
  return storeRun(workspace, options, report, decided, register.numbers());
}

/** Reads the pool once, handing its texts to the engine page by page. */
async function look(tables: Tables, options: RunOptions, effects: RunEffects) {
  const reference = measureReference(tables, options.recipe, effects.assets);
  const evidenceOf = loadEvidence(tables);
  const register = poolRegister();
  const sources = sourcesOf(tables, options.sources);
  const counts = tables.questions.liveCounts();
  const total = sources.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  const measured: Measured[] = [];
  const pages = function* () {
    for (const page of tables.pool.pages(sources)) {
      if (effects.signal.aborted)
        throw new WinnowError('stopped', 'The run was stopped; nothing of it was stored.');
      register.add(page);
      yield page.map((row) => candidateOf(row, evidenceOf));
    }
  };
  await effects.engine.map<unknown, Measured[]>(
    { entry: effects.workerFile, shared: reference.shared },
    pages(),
    (batch) => {
      for (const one of batch) measured.push(one);
      effects.progress(measured.length, total);
    },
  );
  return { measured, reference, register };
}

/** SHA-256 over benchmarks and, in the order of ids, over what was known about every question. Hex. */
const evidenceSha256 = ({ verdicts }: Decided, { benchmarks }: MeasureReference): string =>
  hashLines([
    ...benchmarks,
    ...verdicts.flatMap(({ row: { id, evidence } }) =>
      isBare(evidence)
        ? []
        : [JSON.stringify([id, evidence.attempts, evidence.label, evidence.level, evidence.traceTokens])],
    ),
  ]);
