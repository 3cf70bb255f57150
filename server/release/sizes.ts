import { WinnowError } from '../../shared/error.ts';
import type { ReleaseSizes } from '../../shared/schemas/release-plan.ts';
import type { Workspace } from '../db/workspace.ts';
import { DEFAULT_TEMPLATE } from './build.ts';
import { folderWriter } from './folder.ts';
import { formatsNamed } from './formats/formats.ts';
import { choiceOf, problemOf, type RowsWanted } from './outlook.ts';
import { type RowEffects, writeRows } from './rows.ts';
import type { TrainingAssets } from './training/assets.ts';
import { refuseMixedKinds } from './training/refuse.ts';
import { trainingEstimate } from './training/report.ts';
import { systemOf, templateNamed } from './training/templates.ts';

export interface SizesWanted extends RowsWanted {
  formats?: readonly string[] | undefined;
  template?: string | undefined;
  /** Said before every question in place of the template's own. */
  system?: string | undefined;
  mixKinds?: boolean | undefined;
  gpuPriceUsd?: number | undefined;
}

/** Takes bytes and keeps none. */
const nowhere = {
  create: () => ({ write: () => undefined, close: () => undefined, abandon: () => undefined }),
};

/**
 * How large a release would be and what training on it would take: its rows are rendered and counted as the release
 * itself would, and written nowhere.
 * @throws WinnowError `bad-usage` for an unknown format, template or teacher, or a system text that no row can carry; `stopped`
 */
export async function releaseSizes(
  workspace: Workspace,
  wanted: SizesWanted,
  effects: RowEffects & { training: TrainingAssets },
): Promise<ReleaseSizes> {
  const formats = formatsNamed(wanted.formats ?? []);
  const template = templateNamed(effects.training.templates, wanted.template ?? DEFAULT_TEMPLATE);
  const system = systemOf(wanted.system);
  const choice = choiceOf(workspace, wanted);
  const folder = folderWriter(nowhere, '');
  const { composition, lengths, validation } = await writeRows(
    workspace,
    folder,
    { choice, formats, template, system },
    effects,
  );
  const { text, s1 } = composition.tokens;
  const longest = Math.max(text.max, s1.max, validation?.longest ?? 0);
  const price = { gpuPriceUsd: wanted.gpuPriceUsd ?? null };
  const estimate = trainingEstimate({ template, composition, lengths, longest }, effects.training, price);
  const kinds = Object.entries(composition.kinds);
  return {
    rows: choice.rows.length,
    files: folder.written().map(({ path, bytes }) => ({ path, bytes })),
    template: estimate.template,
    tokens: estimate.tokens,
    learnt: estimate.learnt,
    kinds: Object.fromEntries(kinds.map(([kind, { rows }]) => [kind, rows])),
    kindTokens: Object.fromEntries(kinds.map(([kind, one]) => [kind, one.tokens])),
    s1K: estimate.s1K,
    over: estimate.over,
    models: estimate.models.map(({ model, gpus, plan, minutes, gpuHours, usd, why }) => ({
      ...{ model, gpus, method: plan?.method ?? null, peakGB: plan?.peakGB ?? null },
      ...{ why, minutes, gpuHours, usd },
    })),
    gpu: estimate.gpu.name,
    warnings: estimate.warnings,
    says: estimate.says,
    problem: problemOf(choice, wanted) ?? mixture(composition, wanted.mixKinds ?? false),
  };
}

/** What is wrong with kinds of traces beside each other; null where nothing is. */
function mixture(composition: Parameters<typeof refuseMixedKinds>[0], mayMix: boolean): string | null {
  try {
    refuseMixedKinds(composition, mayMix);
    return null;
  } catch (cause) {
    if (cause instanceof WinnowError) return cause.message;
    throw cause;
  }
}
