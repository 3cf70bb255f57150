import { createHash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import type { AnsweredItem } from '../../db/benchmark-answers.ts';
import type { Workspace } from '../../db/workspace.ts';
import { canonicalBytes } from '../../ledger/canonical.ts';
import type { ReleaseReport } from '../../release/report.ts';
import { trainingTold } from '../../release/training/job.ts';
import { type Templates, templateNamed, withSystem } from '../../release/training/templates.ts';
import type { Forcing, Point } from './forcing.ts';

/** What a user says about an evaluation. */
export interface EvaluationOptions {
  model: string;
  endpoint: string;
  /** All that carry texts and answers where none is named; of those that the release was kept clean of. */
  benchmarks: readonly string[];
  budgets: readonly number[];
  waits: readonly number[];
  /** The release that the model was trained on; by the name of a recorded training where nobody says. */
  release?: string | undefined;
  template?: string | undefined;
  mostThinking: number;
  mostAnswer: number;
  temperature: number;
  seed: number | null;
}

/** What an evaluation asks: the same settings are the same evaluation. */
export interface EvaluationSettings {
  model: string;
  release: string | null;
  /** Name and version. */
  template: string;
  /** What the release says before every question; not there where that is the template's own. */
  system?: string;
  points: Point[];
  mostThinking: number;
  mostAnswer: number;
  temperature: number;
  seed: number | null;
  /** `clean`: the run of the release compared its questions with these very items. */
  benchmarks: { name: string; sha256: string; items: number; clean: boolean | null }[];
}

export interface Prepared {
  id: string;
  settings: EvaluationSettings;
  forcing: Forcing;
  items: AnsweredItem[];
  warnings: string[];
}

/**
 * Settles what is asked.
 * @throws WinnowError `not-found` for a benchmark or a release that is not there; `bad-input` where no benchmark has
 * answers; `bad-usage` for a template without an end of the thinking
 */
export function prepareEvaluation(
  workspace: Workspace,
  templates: Templates,
  options: EvaluationOptions,
): Prepared {
  const { model, mostThinking, mostAnswer, temperature, seed } = options;
  const release = releaseOf(workspace, options);
  const system = release?.system;
  const named = templateNamed(templates, options.template ?? templateOf(release) ?? 'qwen2.5-think');
  const template = withSystem(named, system);
  if ((template.thinking[1] + template.answer[0]).trim() === '')
    throw new WinnowError(
      'bad-usage',
      `The template ${template.template} has no mark for the end of the thinking, so none can be forced; name another with --template.`,
    );
  const { items, benchmarks } = benchmarksOf(workspace, release, options.benchmarks);
  const settings: EvaluationSettings = {
    model,
    release: release?.releaseId ?? null,
    template: `${template.template}@${template.version}`,
    ...(system === undefined ? {} : { system }),
    points: pointsOf(options),
    ...{ mostThinking, mostAnswer, temperature, seed, benchmarks },
  };
  const hash = createHash('sha256').update(canonicalBytes(settingsTold(settings)));
  const unclean = benchmarks.filter(({ clean }) => clean === false).map(({ name }) => name);
  return {
    id: `evaluation-${hash.digest('hex').slice(0, 16)}`,
    settings,
    forcing: { template, mostThinking, mostAnswer },
    items,
    warnings:
      unclean.length === 0
        ? []
        : [`The release was not compared with ${unclean.join(', ')}: what it teaches may be in there.`],
  };
}

/** As an event tells them: no number in them has a fraction. */
export const settingsTold = ({ points, benchmarks, temperature, ...rest }: EvaluationSettings) => ({
  ...rest,
  temperature: String(temperature),
  points: points.map((one) => ({ ...one })),
  benchmarks: benchmarks.map((one) => ({ ...one })),
});

/** Every budget, and every number of waits; the model's own end where nothing is said. */
function pointsOf({ budgets, waits }: EvaluationOptions): Point[] {
  const points = [
    ...[...new Set(budgets)].sort((a, b) => a - b).map((budget) => ({ budget, waits: 0 })),
    ...[...new Set(waits)].sort((a, b) => a - b).map((n) => ({ budget: null, waits: n })),
  ];
  return points.length === 0 ? [{ budget: null, waits: 0 }] : points;
}

function releaseOf(workspace: Workspace, { release, model }: EvaluationOptions): ReleaseReport | null {
  const trained = workspace.trainingJobs.all().map((one) => trainingTold(workspace, one));
  const id = release ?? trained.findLast(({ name }) => name === model)?.releaseId;
  return id === undefined ? null : releaseNamed(workspace, id);
}

/** @throws WinnowError `not-found` for one that this workspace did not make */
export function releaseNamed(workspace: Workspace, id: string): ReleaseReport {
  const stored = workspace.releases.byId(id);
  if (stored === undefined)
    throw new WinnowError('not-found', `There is no release ${id.slice(0, 60)} in this workspace.`);
  return JSON.parse(stored.report) as ReleaseReport;
}

/** The template that the release was rendered by. */
const templateOf = (release: ReleaseReport | null): string | undefined =>
  release?.estimate.template.split('@')[0];

/**
 * The benchmarks that are meant, with the items of them that have text and answer.
 * @param named all that the release was kept clean of where none is
 * @throws WinnowError `not-found`, `bad-input`
 */
export function benchmarksOf(workspace: Workspace, release: ReleaseReport | null, named: readonly string[]) {
  const known = workspace.benchmarks.all();
  const stranger = named.find((name) => !known.some((one) => one.name === name));
  if (stranger !== undefined)
    throw new WinnowError(
      'not-found',
      `There is no benchmark ${stranger.slice(0, 60)}; the benchmarks: ${known.map(({ name }) => name).join(', ') || 'none was added yet'}.`,
    );
  const compared = release === null ? null : comparedBy(workspace, release);
  const isClean = ({ name, sha256 }: { name: string; sha256: string }) =>
    compared === null ? null : compared.some((one) => one.name === name && one.sha256 === sha256);
  const wanted = known.filter((one) =>
    named.length > 0 ? named.includes(one.name) : one.included && isClean(one) !== false,
  );
  const all = wanted.map((one) => ({ ...one, answered: workspace.benchmarkAnswers.items(one.name) }));
  const bare = all.find(({ answered, name }) => answered.length === 0 && named.includes(name));
  if (bare !== undefined)
    throw new WinnowError(
      'bad-input',
      `The benchmark ${bare.name} has no item with both text and answer; add its file again where it has them: winnow benchmarks add FILE`,
    );
  const asked = all.filter(({ answered }) => answered.length > 0);
  if (asked.length === 0)
    throw new WinnowError(
      'bad-input',
      'No benchmark has texts and answers to evaluate on; add one: winnow benchmarks add FILE (fields question and answer).',
    );
  return {
    items: asked.flatMap(({ answered }) => answered),
    benchmarks: asked.map(({ name, sha256, answered }) => ({
      name,
      sha256,
      items: answered.length,
      clean: isClean({ name, sha256 }),
    })),
  };
}

/** The benchmarks that the run of a release compared its questions with. */
function comparedBy(workspace: Workspace, { runId }: ReleaseReport): { name: string; sha256: string }[] {
  return workspace.runs.byId(runId)?.report.benchmarks ?? [];
}
