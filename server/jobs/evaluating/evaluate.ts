import { WinnowError } from '../../../shared/error.ts';
import type { EvaluationReport } from '../../../shared/schemas/evaluation.ts';
import { createLimiter } from '../../ask/limiter/limiter.ts';
import type { LoopEffects } from '../../ask/loop/effects.ts';
import { createStopper } from '../../ask/loop/stopper.ts';
import type { Completer } from '../../ask/providers/openai/completions.ts';
import type { StoredEvaluation } from '../../db/evaluations.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Templates } from '../../release/training/templates.ts';
import { type Evaluating, evaluateItem, type Task } from './item.ts';
import { evaluationReport } from './report.ts';
import { type EvaluationOptions, type Prepared, prepareEvaluation, settingsTold } from './settings.ts';

export interface EvaluateOptions extends EvaluationOptions {
  /** Calls under way at once. */
  concurrency: number;
  rpm?: number | undefined;
  /** Tokens that all replies together may have. */
  mostTokens?: number | undefined;
  /** Ask again about items that got no reply. */
  retryFailed: boolean;
  /** Opaque id of who asks. */
  actor: string;
}

export interface EvaluateEffects extends LoopEffects {
  templates: Templates;
  complete: Completer;
  countTokens: (text: string) => number;
  redact: (text: string) => string;
  progress: (done: number, total: number) => void;
  signal: AbortSignal;
  /** How long calls under way may still end after a stop. Unit: milliseconds. */
  graceMs: number;
}

/**
 * Evaluates a model on benchmarks with its thinking forced to budgets, over a server of completions. The same model,
 * release and settings are the same evaluation: the command again asks only what is open.
 * @throws WinnowError as `prepareEvaluation`; `busy` while another process works on it; `stopped` where it was
 * stopped, with the report so far as details; `failed` for a server that will not answer anybody
 */
export async function evaluate(
  workspace: Workspace,
  options: EvaluateOptions,
  effects: EvaluateEffects,
): Promise<EvaluationReport & { warnings: string[] }> {
  const prepared = prepareEvaluation(workspace, effects.templates, options);
  const lease = workspace.lease(prepared.id, 'winnow evaluate');
  try {
    const stored = begin(workspace, prepared, options.actor);
    const stopped = await carryOut(workspace, prepared, options, effects);
    const report = evaluationReport(workspace, stored);
    if (stopped !== null) throw new WinnowError(stopped.code, stopped.message, { report });
    return { ...finish(workspace, stored, report, options.actor), warnings: prepared.warnings };
  } finally {
    lease.release();
  }
}

function begin(workspace: Workspace, { id, settings }: Prepared, actor: string): StoredEvaluation {
  const known = workspace.evaluations.byId(id);
  if (known !== undefined) return known;
  const { release } = settings;
  const stored = {
    id,
    createdAt: workspace.now().toISOString(),
    release,
    settings: JSON.stringify(settings),
  };
  workspace.write('evaluation', () => {
    workspace.evaluations.insert(stored);
    workspace.events.append({
      type: 'evaluation.started',
      actor,
      subject: id,
      idem: `evaluation started ${id}`,
      data: settingsTold(settings),
    });
  });
  return { ...stored, report: null };
}

/** @returns why it ended before its end */
async function carryOut(
  workspace: Workspace,
  prepared: Prepared,
  options: EvaluateOptions,
  effects: EvaluateEffects,
): Promise<WinnowError | null> {
  const tasks = openTasks(workspace, prepared, options.retryFailed);
  const total = prepared.items.length * prepared.settings.points.length;
  let done = total - tasks.length;
  const stopper = createStopper(effects.graceMs, effects.sleep);
  const onSignal = () =>
    stopper.stop({
      why: 'signal',
      error: new WinnowError('stopped', 'Stopped; the same command goes on from here.'),
    });
  if (effects.signal.aborted) onSignal();
  effects.signal.addEventListener('abort', onSignal, { once: true });
  const { concurrency, rpm = null, mostTokens = null, actor } = options;
  const limits = { requestsPerMinute: rpm, tokensPerMinute: null, requestsPerDay: null, concurrency };
  const { complete, countTokens, redact } = effects;
  const evaluating: Evaluating = {
    ...prepared,
    ...{ actor, complete, stopper, mostTokens, countTokens, redact },
    limiter: createLimiter(limits, effects),
  };
  const work = async (): Promise<void> => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      if (stopper.stopped() !== null) return;
      const result = await evaluateItem(workspace, evaluating, task, effects);
      if (result === null) return;
      effects.progress(++done, total);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, () => work()));
    return stopper.stopped()?.error ?? null;
  } catch (cause) {
    onSignal(); // one worker that breaks stops all
    throw cause;
  } finally {
    stopper.over();
    effects.signal.removeEventListener('abort', onSignal);
  }
}

/** Items at points that are not settled: point by point, so that whoever stops has whole points. */
function openTasks(workspace: Workspace, { id, items, settings }: Prepared, retryFailed: boolean): Task[] {
  const keyOf = (benchmark: string, item: string, point: number) => JSON.stringify([benchmark, item, point]);
  const settled = new Set(
    workspace.evaluations
      .results(id)
      .filter(({ verdict }) => !(retryFailed && verdict === 'failed'))
      .map(({ benchmark, item, point }) => keyOf(benchmark, item, point)),
  );
  return settings.points.flatMap((_, point) =>
    items.flatMap((item) => (settled.has(keyOf(item.benchmark, item.id, point)) ? [] : [{ item, point }])),
  );
}

function finish(
  workspace: Workspace,
  { id, report: before }: StoredEvaluation,
  report: EvaluationReport,
  actor: string,
): EvaluationReport {
  const text = JSON.stringify(report);
  if (text === before) return report;
  workspace.write('evaluation', () => {
    workspace.evaluations.finish(id, text);
    workspace.events.append({
      type: 'evaluation.finished',
      actor,
      subject: id,
      idem: `evaluation finished ${id} ${workspace.randomHex(8)}`,
      data: {
        model: report.model,
        release: report.release,
        asked: report.asked,
        failed: report.failed,
        tokens: report.tokens,
        figures: report.figures.map(({ benchmark, budget, waits, items, correct, unverifiable }) => {
          return { benchmark, budget, waits, items, correct, unverifiable };
        }),
      },
    });
  });
  return report;
}
