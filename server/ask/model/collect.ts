import { WinnowError } from '../../../shared/error.ts';
import { endOrder } from '../../db/orders.ts';
import { isBusyError, type Workspace } from '../../db/workspace.ts';
import type { Board } from '../leasing/board.ts';
import { handOut } from '../leasing/hand-out.ts';
import type { Limits } from '../limiter/limits.ts';
import type { LoopEffects } from '../loop/effects.ts';
import { askAll } from '../loop/loop.ts';
import { createStopper, type Stop } from '../loop/stopper.ts';
import { rankedQuestions } from '../scope.ts';
import { wantedOf } from '../wanted.ts';
import { adaptiveSource } from './adaptive.ts';
import { batchesFirst } from './batches-first.ts';
import { begin } from './begin.ts';
import { acceptedFlags } from './consent.ts';
import { watch } from './control.ts';
import { enlist } from './enlist.ts';
import { modelCollectionId } from './identity.ts';
import { commandOf, type Told } from './log.ts';
import { leaseQuota, limitsOf, type Meter, openMeter } from './meter.ts';
import type { ModelOptions, OpenTeacher, Purpose } from './opened.ts';
import { checkOptions, checkPrice, checkWorkers } from './options.ts';
import { type ModelPlan, planModelCollection } from './plan.ts';
import { probed } from './probing.ts';
import { type ModelProgress, progressCounter } from './progress.ts';
import { type ModelReport, reportOf } from './report.ts';
import { type CountedSource, listSource, walkSource } from './sources.ts';
import { stopError } from './tell.ts';
import { runOf, TRACES } from './traces.ts';
import { askingOf, moneyOf } from './work.ts';

export interface ModelEffects extends LoopEffects {
  openTeacher: OpenTeacher;
  /** Tokens of the Qwen2.5 tokenizer. */
  countTokens: (text: string) => number;
  /** Shown before anything is asked; false ends it there. */
  confirm: (plan: ModelPlan) => Promise<boolean>;
  /** Told when the collection is there and the asking begins. */
  begun?: (collectionId: string) => void;
  progress: (progress: ModelProgress) => void;
  signal: AbortSignal;
  /** Milliseconds since some fixed moment. */
  clock: () => number;
  /** How long calls under way may still end after a stop. Unit: milliseconds. */
  graceMs: number;
  /** Where workers take calls; a process without one has none. */
  board?: Board | undefined;
}

/**
 * Asks a model about questions and stores what comes back. The same purpose, run, model, endpoint and settings are
 * the same collection: whoever was answered is not asked again, and of a killed command at most the
 * calls under way are paid twice.
 * @returns the report of the whole collection, counted from its rows
 * @throws WinnowError `bad-usage`; `refused` for a flag that blocks; `conflict` for a cancelled collection; `busy`
 * where another process works on it; `stopped` (budget, quota, signal, pause) and `failed` (nobody will be answered)
 * with the report as details, everything up to then stored
 */
export async function collectFromModel(
  workspace: Workspace,
  options: ModelOptions,
  effects: ModelEffects,
): Promise<ModelReport> {
  const start = effects.clock();
  checkOptions(options);
  checkWorkers(options, effects);
  const wanted = wantedOf(options);
  const teacher = await effects.openTeacher(workspace, options);
  checkPrice(teacher, options);
  const { run, actor, collects = TRACES } = options;
  const collection = modelCollectionId(run, teacher, collects);
  const told: Told = { collection, collects, run, teacher, actor };
  const plan = planModelCollection(workspace, options, teacher, effects);
  const accepted = plan.toAsk > 0 ? acceptedFlags(teacher, options) : [];
  if (plan.toAsk > 0) {
    plan.capabilities.push(...(await probed(teacher, PROBE_PROMPT, effects.signal)));
    if (!(await effects.confirm(plan))) throw new WinnowError('stopped', 'Nothing was asked, as you said.');
  }
  const limits = limitsOf(teacher, options);
  const lease = workspace.lease(collection, commandOf(collects));
  try {
    const quota = leaseQuota(workspace, teacher, limits, commandOf(collects));
    try {
      begin(workspace, told, options, { accepted, toAsk: plan.toAsk });
      effects.begun?.(collection);
      const meter = openMeter(workspace, teacher, limits, effects);
      const asked = await work(workspace, told, { options, wanted, meter, limits }, effects);
      const report = reportOf(workspace, told, { options, wanted, ...asked, start, clock: effects.clock });
      if (asked.stop === null) {
        tryWrite(workspace, collects, () => endOrder(workspace, collection));
        return report;
      }
      throw stopError(asked.stop, report);
    } finally {
      quota.release();
    }
  } finally {
    lease.release();
  }
}

/** What a provider may count the tokens of; it is never asked. */
export const PROBE_PROMPT = 'What is 2 + 2?';

/** How often it is said how far all is, also while nothing ends. Unit: milliseconds. */
const TICK_MS = 1000;

interface Work {
  options: ModelOptions;
  wanted: number | null;
  meter: Meter;
  limits: Limits;
}

async function work(
  workspace: Workspace,
  told: Told,
  { options, wanted, meter, limits }: Work,
  effects: ModelEffects,
): Promise<{ questions: string[]; retired: number; stop: Stop | null }> {
  const stopper = createStopper(effects.graceMs, effects.sleep);
  const unwatch = watch(workspace, told.collection, effects.signal, stopper);
  try {
    const money = moneyOf(workspace, told, options);
    const { countTokens, board } = effects;
    await batchesFirst(workspace, told, { options, wanted, money, countTokens }, stopper, effects);
    const { questions, source, before, total, retired } = await sourceOf(
      workspace,
      told,
      options,
      wanted,
      stopper.dispatch,
    );
    const spentBefore = money.spent() / 1e6;
    const byWorkers = options.byWorkers === true ? board : undefined;
    const { limiter } = meter;
    const hand =
      byWorkers === undefined
        ? null
        : handOut(byWorkers, { workspace, told, limiter, money, now: effects.now });
    await hand?.reckon();
    const counter = {
      wanted,
      before,
      total,
      spentBefore,
      spent: money.spent,
      look: limiter.look,
      workers: byWorkers && (() => byWorkers.stand(told.collection)),
      requestsPerMinute: limits.requestsPerMinute,
      clock: effects.clock,
    };
    const ended = progressCounter(counter, effects.progress);
    const parts = { told, source, meter, money, workers: limits.concurrency, countTokens, ended, hand };
    const tick = setInterval(() => ended(null), TICK_MS);
    await askAll(askingOf(workspace, parts), stopper, effects).finally(() => clearInterval(tick));
    await hand?.reckon();
    hand?.close();
    tryWrite(workspace, told.collects, () => meter.save(true));
    return { questions, retired: retired + source.retired(), stop: stopper.stopped() };
  } finally {
    unwatch();
    stopper.over();
  }
}

/** What is a convenience alone is no reason to fail where somebody else writes just now. */
function tryWrite(workspace: Workspace, collects: Purpose, act: () => void): void {
  try {
    workspace.write(commandOf(collects), act);
  } catch (cause) {
    if (!isBusyError(cause)) throw cause;
  }
}

interface Sourced {
  questions: string[];
  source: CountedSource;
  before: number;
  total: () => number;
  retired: number;
}

/** Whom to ask: everybody of a scope, or down the ranks until enough hold a usable trace. */
async function sourceOf(
  workspace: Workspace,
  { collection, collects, teacher, run }: Told,
  { for: scope, samples = 1 }: ModelOptions,
  wanted: number | null,
  signal: AbortSignal,
): Promise<Sourced> {
  const standing = collects.standing(workspace, collection, teacher);
  if (wanted !== null) {
    const questions = rankedQuestions(workspace, runOf(run));
    const before = Math.min(wanted, questions.filter((id) => standing.isUsable(id)).length);
    const source = walkSource({ questions, samples, wanted, standing });
    return { questions, source, before, total: () => Math.min(wanted, questions.length), retired: 0 };
  }
  const questions = collects.questionsOf(workspace, run, scope ?? collects.scope(run));
  const into = { collection, teacher, samples, standing, who: commandOf(collects) };
  const { items, retired } = await enlist(workspace, into, questions, signal);
  const there = new Set(workspace.workerLeases.asks(collection)); // what is paid for already comes first
  if (there.size > 0) items.sort((a, b) => Number(there.has(b.ask ?? 0)) - Number(there.has(a.ask ?? 0)));
  if (standing.settled !== undefined) {
    const source = adaptiveSource(items, standing, samples);
    return { questions, source, before: 0, total: source.held, retired };
  }
  const isTraces = collects.name === 'traces';
  const total = isTraces ? (questions.length - retired) * samples : items.length;
  return { questions, source: listSource(items), before: total - items.length, total: () => total, retired };
}
