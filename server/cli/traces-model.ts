import { WinnowError } from '../../shared/error.ts';
import type { Wants } from '../../shared/schemas/collect-order.ts';
import { FLAG_CODES } from '../../shared/vocabulary/flags.ts';
import type { LoopEffects } from '../ask/loop/effects.ts';
import { collectFromModel } from '../ask/model/collect.ts';
import type { ModelOptions, OpenTeacher, Purpose } from '../ask/model/opened.ts';
import type { ModelPlan } from '../ask/model/plan.ts';
import type { ModelReport } from '../ask/model/report.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';
import { modelText, planText, progressText } from './model-text.ts';
import { lazyTokens } from './token-counter.ts';

/** What asking a model needs of the world, as main hands it in. */
export interface AskingEffects {
  openTeacher: OpenTeacher;
  /** The same where a key is missing: for a plan, which asks nobody. */
  openForPlan?: OpenTeacher;
  loop: LoopEffects;
  /** Asks the person at the terminal; null where standard input is none. */
  confirm: ((question: string) => Promise<boolean>) | null;
}

/** `asking` is made when a model is to be asked: the SDKs take a while to load. */
export type AskingContext = CliContext & { asking?: () => Promise<AskingEffects> };

/** The flags of a command that asks a model, as they were typed. */
export interface CollectFlags {
  run?: string;
  teacher: string;
  model?: string;
  endpoint?: string;
  vertex?: string;
  thinking?: string;
  temperature?: string;
  maxTokens?: string;
  stream?: boolean;
  batch?: boolean;
  batchFile?: boolean;
  samples?: string;
  concurrency?: string;
  rpm?: string;
  tpm?: string;
  budgetUsd?: string;
  for?: string;
  untilUsable?: string;
  retryFailed?: boolean;
  resume?: boolean;
  accept?: string[];
  purpose?: string;
}

/** How long calls under way may still end after a stop. Unit: milliseconds. */
const GRACE_MS = 10_000;

/** `collect` of whatever a model is asked for: plan and price first, then the asking with its progress, then the report. */
export async function collectModel(
  context: AskingContext,
  flags: CollectFlags,
  collects: Purpose,
  wants?: Wants,
): Promise<void> {
  const report = await askModel(context, flags, collects, wants);
  context.out.result(report, () => modelText(report, collects.name));
}

/** The same, the report handed back. @param wants what the purpose was made of, where it is not for traces */
export async function askModel(
  context: AskingContext,
  flags: CollectFlags,
  collects: Purpose,
  wants?: Wants,
): Promise<ModelReport> {
  const { out } = context;
  const asking = await context.asking?.();
  if (asking === undefined) throw new WinnowError('failed', 'This process can ask no model.');
  const options = { ...optionsOf(flags, context), collects, wants };
  const label = `asking ${flags.model ?? flags.teacher}`;
  const report = await collectFromModel(context.workspace(), options, {
    ...asking.loop,
    openTeacher: asking.openTeacher,
    countTokens: lazyTokens(context.assets),
    confirm: (plan) => goOn(context, asking, plan),
    progress: (at) => out.progress(label, at.done, at.total, progressText(at, asking.loop.now())),
    signal: context.signal,
    clock: context.clock,
    graceMs: GRACE_MS,
  });
  for (const warning of report.warnings) out.note(`note: ${warning}`);
  return report;
}

/** Shows the plan; asks only where there is somebody to answer. */
async function goOn({ out }: CliContext, { confirm }: AskingEffects, plan: ModelPlan): Promise<boolean> {
  out.note(planText(plan));
  return confirm === null || confirm('Go on?');
}

/** What a user says about asking a model, read from the flags. @throws WinnowError `bad-usage` */
export function optionsOf(flags: CollectFlags, context: CliContext): ModelOptions {
  const whole = (name: string, text: string | undefined) =>
    text === undefined ? undefined : wholeNumber(name, text);
  return {
    run: flags.run === undefined ? null : findRun(context.workspace(), flags.run),
    teacher: flags.teacher,
    model: flags.model,
    endpoint: flags.endpoint,
    vertex: flags.vertex,
    thinking: flags.thinking,
    temperature: flags.temperature === undefined ? undefined : temperature(flags.temperature),
    maxOutputTokens: whole('--max-tokens', flags.maxTokens),
    stream: flags.stream,
    batch: flags.batch === true || flags.batchFile === true,
    batchBy: flags.batchFile === true ? 'file' : 'inline',
    samples: whole('--samples', flags.samples),
    concurrency: whole('--concurrency', flags.concurrency),
    rpm: whole('--rpm', flags.rpm),
    tpm: whole('--tpm', flags.tpm),
    budgetUsd: flags.budgetUsd === undefined ? undefined : dollars(flags.budgetUsd),
    for: flags.for,
    untilUsable: whole('--until-usable', flags.untilUsable),
    retryFailed: flags.retryFailed,
    resume: flags.resume,
    accept: flags.accept?.map(knownFlag),
    purpose: flags.purpose,
    actor: context.actor,
  };
}

/** @throws WinnowError `bad-usage` */
export function wholeNumber(name: string, text: string): number {
  if (/^\d{1,12}$/.test(text) && Number(text) > 0) return Number(text);
  throw new WinnowError('bad-usage', `${name} ${text}: a whole number of at least 1, as in ${name} 1000.`);
}

function dollars(text: string): number {
  if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text);
  throw new WinnowError('bad-usage', `--budget-usd ${text}: a sum in dollars, as in --budget-usd 12.50.`);
}

/** @throws WinnowError `bad-usage` for a code that no flag has */
function knownFlag(code: string): string {
  if (FLAG_CODES.some((known) => known === code)) return code;
  throw new WinnowError('bad-usage', `--accept ${code.slice(0, 60)} is no flag; docs/flags.md lists them.`);
}

function temperature(text: string): number {
  if (/^\d(\.\d{1,4})?$/.test(text) && Number(text) <= 2) return Number(text);
  throw new WinnowError('bad-usage', `--temperature ${text}: a number from 0 to 2, as in --temperature 1.`);
}
