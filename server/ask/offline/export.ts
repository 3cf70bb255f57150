import { WinnowError } from '../../../shared/error.ts';
import { keepExport } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Item } from '../loop/item.ts';
import { budgetStop } from '../loop/loop.ts';
import { begin } from '../model/begin.ts';
import { acceptedFlags } from '../model/consent.ts';
import { enlist } from '../model/enlist.ts';
import { callOf, modelCollectionId } from '../model/identity.ts';
import { logChange, type Told } from '../model/log.ts';
import type { ModelOptions, OpenedTeacher, OpenTeacher } from '../model/opened.ts';
import { checkOptions, checkPrice } from '../model/options.ts';
import { type ModelPlan, planModelCollection } from '../model/plan.ts';
import { TRACES } from '../model/traces.ts';
import { buildOf, moneyOf, tokensOf } from '../model/work.ts';
import type { OfflineForm } from '../provider.ts';

/** A file that does not exist yet. */
export interface NewFile {
  name: string;
  /** @throws WinnowError `conflict` where something lies there */
  check(): void;
  /** Writes all lines under the name, or leaves nothing there. @returns SHA-256 (hex) and bytes */
  write(lines: Iterable<string>): { sha256: string; bytes: number };
}

export interface ExportEffects {
  openTeacher: OpenTeacher;
  countTokens: (text: string) => number;
  /** Shown before anything is written. */
  show: (plan: ModelPlan) => void;
  signal: AbortSignal;
}

/** The reply of `traces export-requests`. */
export interface ExportReport {
  collectionId: string;
  runId: string | null;
  teacher: string;
  service: string;
  model: string;
  /** Lines of the file. */
  requests: number;
  file: string;
  sha256: string;
  bytes: number;
  /** Requests that the ceiling does not reach for: they wait for another export. */
  leftOut: number;
  /** Questions of versions that the pool no longer holds. */
  retired: number;
  estimate: ModelPlan['estimate'];
  flags: string[];
}

/**
 * Writes the pending requests of a collection into a file, for a machine without a connection to carry out. The
 * collection is the one that the same command with `collect` would make: by the same terms, flags and consent, and
 * whoever was answered is not asked again. What is written stays pending until its result is imported. A ceiling is
 * that of the whole collection: no more is written than it reaches for beside all that was spent.
 * @throws WinnowError as `collectFromModel` before its first call; `conflict` where the file is there; `bad-usage`
 * where nothing is pending; `stopped` where the ceiling reaches for no request
 */
export async function exportRequests(
  workspace: Workspace,
  options: ModelOptions,
  file: NewFile,
  effects: ExportEffects,
): Promise<ExportReport> {
  checkOptions(options);
  file.check();
  const teacher = await effects.openTeacher(workspace, options);
  checkPrice(teacher, options);
  const form = formOf(teacher);
  const accepted = acceptedFlags(teacher, options);
  const { run, actor, collects = TRACES } = options;
  const collection = modelCollectionId(run, teacher, collects);
  const told: Told = { collection, collects, run, teacher, actor };
  const plan = planModelCollection(workspace, options, teacher, effects);
  if (plan.toAsk === 0 && options.retryFailed !== true) throw nothingPending(collection);
  effects.show(plan);
  const who = `${collects.name} export-requests`;
  const lease = workspace.lease(collection, who);
  try {
    begin(workspace, told, options, { accepted, toAsk: Math.max(plan.toAsk, 1) });
    const questions = collects.questionsOf(workspace, run, options.for ?? collects.scope(run));
    const standing = collects.standing(workspace, collection, teacher);
    const into = { collection, teacher, samples: options.samples ?? 1, standing, who };
    const { items, retired } = await enlist(workspace, into, questions, effects.signal);
    if (effects.signal.aborted) throw new WinnowError('stopped', 'Stopped; no file was written.');
    if (items.length === 0) throw nothingPending(collection);
    const reached = withinCeiling(workspace, told, options, items, effects.countTokens);
    const requests = requestLines(workspace, teacher, form, reached);
    const { sha256, bytes } = file.write(requests.lines());
    const written = { requests: requests.count(), sha256 };
    workspace.write(who, () => {
      const exportedAt = workspace.now().toISOString();
      keepExport(workspace, collection, { requests: written.requests, exportedAt });
      logChange(workspace, told, 'exported', written);
    });
    return {
      collectionId: collection,
      runId: run?.report.runId ?? null,
      teacher: teacher.name,
      service: teacher.service,
      model: teacher.model,
      file: file.name,
      ...written,
      bytes,
      leftOut: items.length - reached.length,
      retired,
      estimate: plan.estimate,
      flags: plan.flags.map(({ code }) => code),
    };
  } finally {
    lease.release();
  }
}

function formOf({ offline, name, generation }: OpenedTeacher): OfflineForm {
  if (offline === undefined)
    throw new WinnowError(
      'bad-usage',
      `Requests to ${name} have no form in a file: use --teacher openai, or ask with collect.`,
    );
  if (offline.takes(generation)) return offline;
  throw new WinnowError(
    'bad-usage',
    'Chat completions know levels of thinking and no budget of tokens: give a level with --thinking, or none.',
  );
}

const nothingPending = (collection: string): WinnowError =>
  new WinnowError(
    'bad-usage',
    `Nothing of the collection ${collection} is pending, so there is nothing to export; --retry-failed opens what failed.`,
  );

/** The first items, as many as the ceiling of the collection reaches for. */
function withinCeiling(
  workspace: Workspace,
  { collection, teacher }: Told,
  options: ModelOptions,
  items: readonly Item[],
  countTokens: ExportEffects['countTokens'],
): readonly Item[] {
  if (options.budgetUsd === undefined) return items;
  const money = moneyOf(workspace, { collection, teacher }, options);
  const build = buildOf(workspace, teacher);
  const end = items.findIndex((item) => {
    const call = build(item);
    return call !== null && money.holdNow(tokensOf(call, countTokens)) === null;
  });
  if (end === 0) throw budgetStop(money.spent()).error;
  return end < 0 ? items : items.slice(0, end);
}

/** One request in memory at a time. */
function requestLines(
  workspace: Workspace,
  teacher: OpenedTeacher,
  form: OfflineForm,
  items: readonly Item[],
) {
  let count = 0;
  return {
    *lines(): Generator<string> {
      for (const { question: id, sample, subject } of items) {
        const question = workspace.questions.byId(id);
        if (question?.live !== true) continue;
        count++;
        yield `${JSON.stringify(form.request(callOf(teacher, question, sample, subject)))}\n`;
      }
    },
    count: () => count,
  };
}
