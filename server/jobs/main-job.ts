import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { collectTraces } from '../ask/collect.ts';
import type { Shipped } from '../comply/shipped.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { addBenchmarks } from '../intake/benchmarks.ts';
import { importFiles } from '../intake/import-files.ts';
import type { SampleFolder } from '../intake/sample/folder.ts';
import { importSignals } from '../intake/signals.ts';
import { buildRelease } from '../release/build.ts';
import type { ReleaseEffects } from '../release/build-options.ts';
import type { Gate } from '../release/gate.ts';
import type { ReleaseReport } from '../release/report.ts';
import { outlookOf } from '../release/run-look.ts';
import { executeRun, type RunEffects, type RunOptions } from '../runs/run.ts';
import { collectSampleReplies, type SampleReplies } from './sample-replies.ts';

export interface MainJobEffects {
  /** Makes the sample in a folder, or finds it there. */
  sample: (folder: string) => SampleFolder;
  run: RunEffects;
  release: ReleaseEffects;
  shipped: Shipped;
  /** A step begins. */
  say: (step: string) => void;
}

export interface MainJobReport {
  run: StoredRun;
  release: ReleaseReport;
  /** What `strict` would make of the same rows. */
  strict: Gate;
  replies: SampleReplies;
  /** What was planted; null where the pool is not the sample. */
  sample: SampleFolder;
  /** Where the release lies, below the folder of the workspace. */
  out: string;
  seconds: number;
}

/** Where the main job puts its release, below the folder of the workspace. */
export const FIRST_RELEASE = join('releases', 'sample');

/** True where the workspace holds work that the main job did not begin: then there is nothing for it to do. */
export const isInUse = (workspace: Workspace): boolean =>
  workspace.sources.all().some(({ name }) => !name.startsWith('sample-'));

/**
 * The whole way once, on the built-in sample: pool, benchmark, solver attempts, run, traces, release. Each
 * step finds what an earlier, interrupted start has left and goes on behind it.
 * @throws WinnowError what its steps throw; `stopped` when the signal is given
 */
export async function mainJob(
  workspace: Workspace,
  first: RunOptions,
  effects: MainJobEffects,
): Promise<MainJobReport> {
  const { clock, signal } = effects.run;
  const start = clock();
  const sample = effects.sample(join(workspace.dir, 'sample'));
  if (signal.aborted) throw new WinnowError('stopped', 'Stopped; the next start goes on.');
  await fillPool(workspace, sample, first.actor, effects);
  const run = workspace.runs.latest() ?? (await firstRun(workspace, first, effects));
  await collect(workspace, run, first.actor, effects);
  effects.say('reading the recorded replies of the sample');
  const replies = await collectSampleReplies(workspace, run, first.actor, {
    ...effects.release,
    shipped: effects.shipped,
  });
  const release = await releaseOnce(workspace, run, first.actor, effects);
  const { shipped } = effects;
  const strict = outlookOf(workspace, run, shipped, shipped.policies.strict);
  return { run, release, strict, replies, sample, out: FIRST_RELEASE, seconds: (clock() - start) / 1000 };
}

/** Questions, benchmark and signals; what is there already is left alone by each of the imports. */
async function fillPool(
  workspace: Workspace,
  sample: SampleFolder,
  actor: string,
  { say, run: { signal }, shipped: { licences } }: MainJobEffects,
): Promise<void> {
  if (workspace.runs.latest() !== undefined) return;
  say('importing questions, benchmark and attempts');
  const imported = await importFiles(workspace, sample.questions, { actor }, { signal, licences });
  if (imported.rejected > 0)
    throw new WinnowError('failed', `${imported.rejected} questions of the sample were rejected.`);
  await addBenchmarks(workspace, [sample.benchmark], {}, actor);
  await importSignals(workspace, [sample.signals], actor, { signal });
}

async function firstRun(
  workspace: Workspace,
  first: RunOptions,
  { say, run }: MainJobEffects,
): Promise<StoredRun> {
  say(`filtering by the recipe ${first.recipe.recipe}`);
  const { runId } = await executeRun(workspace, first, run);
  const stored = workspace.runs.byId(runId);
  if (stored === undefined) throw new WinnowError('failed', `The run ${runId} was not stored.`);
  return stored;
}

async function collect(
  workspace: Workspace,
  run: StoredRun,
  actor: string,
  { say, release }: MainJobEffects,
): Promise<void> {
  say('taking the worked solutions as traces');
  const { countTokens, signal, clock } = release;
  const untilUsable = Math.max(1, run.report.selected);
  const options = { run, teacher: 'reference', untilUsable, actor };
  await collectTraces(workspace, options, { countTokens, signal, clock, progress: () => undefined });
}

/** The release that was recorded, or a new one; a folder that a killed start left without a record is made anew. */
async function releaseOnce(
  workspace: Workspace,
  run: StoredRun,
  actor: string,
  { say, release }: MainJobEffects,
): Promise<ReleaseReport> {
  const recorded = workspace.releases.all().find((one) => one.run === run.n);
  if (recorded !== undefined) return JSON.parse(recorded.report) as ReleaseReport;
  say('writing the release');
  const out = join(workspace.dir, FIRST_RELEASE);
  rmSync(out, { recursive: true, force: true });
  return buildRelease(workspace, { run, policy: 'internal', out, actor }, release);
}
