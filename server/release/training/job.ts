import { createHash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import type { WeightsFile } from '../../../shared/schemas/training-metrics.ts';
import { CURATING } from '../../../shared/vocabulary/roles.ts';
import { actingPerson } from '../../db/accounts/acting.ts';
import type { StoredTraining } from '../../db/training-jobs.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { ReleaseReport } from '../report.ts';
import { parseMetrics, type TrainingMetrics } from './metrics.ts';

/** A training, as it is recorded: which weights came of which release. */
export interface TrainingJob {
  jobId: string;
  releaseId: string;
  datasetRoot: string;
  /** What the weights are called, and the model that they began as, with its revision where the hub told one. */
  name: string;
  base: { model: string; revision: string | null };
  method: TrainingMetrics['begin']['method'];
  gpus: number;
  rows: number;
  epochs: number;
  steps: number;
  seconds: number;
  peakBytes: number | null;
  loss: TrainingMetrics['loss'];
  weights: WeightsFile[];
  /** Files of the weights that were at hand and had the hash that the metrics name. */
  checked: number;
  /** SHA-256 of the metrics file, which is kept. */
  metricsSha256: string;
  by: string;
  recordedAt: string;
}

export interface Metrics {
  /** Of the file, for errors. */
  name: string;
  bytes: Uint8Array;
}

export interface TrainingWords {
  /** What the weights are called; the id of the job where nobody says. */
  model?: string | undefined;
  /** Name of who says so. */
  by: string;
  /** The hash of a file of weights that is at hand, hex; null where it is not. */
  hashOf: (path: string) => Promise<string | null>;
}

/**
 * Records a training by the metrics file that `train.py` wrote: an event, a row, and the file itself. The same file
 * is recorded once.
 * @throws WinnowError `bad-input` for a file that is cut or foreign, or that tells of other rows than the release has;
 * `not-found` for a release of another workspace; `failed` where weights are not those that the file names
 */
export async function recordJob(
  workspace: Workspace,
  { name, bytes }: Metrics,
  { model, by, hashOf }: TrainingWords,
): Promise<TrainingJob & { isNew: boolean }> {
  const metrics = parseMetrics(bytes, name);
  refuseForeign(workspace, metrics, name);
  const metricsSha256 = createHash('sha256').update(bytes).digest('hex');
  const jobId = `training-${metricsSha256.slice(0, 16)}`;
  const known = workspace.trainingJobs.byId(jobId);
  if (known !== undefined) return { ...trainingTold(workspace, known), isNew: false };
  const checked = await checkWeights(metrics.files, hashOf);
  const { begin, files: weights, ...told } = metrics;
  const { release: releaseId, datasetRoot, method, gpus, rows, epochs, revision } = begin;
  const recordedAt = workspace.now().toISOString();
  const job: TrainingJob = {
    ...{ jobId, releaseId, datasetRoot, name: nameOf(model ?? jobId) },
    base: { model: begin.model, revision },
    ...{ method, gpus, rows, epochs, ...told, weights, checked, metricsSha256, by, recordedAt },
  };
  workspace.write('training job', () => store(workspace, job, bytes));
  return { ...job, isNew: true };
}

/** A training that was recorded before. */
export function trainingTold({ people }: Pick<Workspace, 'people'>, { report }: StoredTraining): TrainingJob {
  const told = JSON.parse(report) as TrainingJob;
  return { ...told, by: people.nameOf(told.by) ?? told.by };
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._/:@ +-]{0,199}$/u;

/** @throws WinnowError `bad-usage` */
export function nameOf(model: string): string {
  const name = model.trim();
  if (NAME.test(name)) return name;
  throw new WinnowError('bad-usage', 'A model has a name of 1 to 200 characters, as in --model student-7b.');
}

function refuseForeign(workspace: Workspace, { begin }: TrainingMetrics, name: string): void {
  const stored = workspace.releases.byId(begin.release);
  if (stored === undefined)
    throw new WinnowError(
      'not-found',
      `${name} tells of ${begin.release}, which was not made in this workspace; import it where it was.`,
    );
  const { datasetRoot, rows } = JSON.parse(stored.report) as ReleaseReport;
  if (datasetRoot === begin.datasetRoot && rows === begin.rows) return;
  throw new WinnowError(
    'bad-input',
    `${name}: trained were ${begin.rows} rows of the root ${begin.datasetRoot.slice(0, 16)}…, and ${begin.release} has ${rows} of ${datasetRoot.slice(0, 16)}…: these are other rows.`,
  );
}

async function checkWeights(files: readonly WeightsFile[], hashOf: TrainingWords['hashOf']): Promise<number> {
  let checked = 0;
  for (const { path, sha256 } of files) {
    const found = await hashOf(path);
    if (found === null) continue;
    if (found !== sha256)
      throw new WinnowError('failed', `${path} is not the file that the metrics name; nothing was recorded.`);
    checked += 1;
  }
  return checked;
}

function store(workspace: Workspace, job: TrainingJob, bytes: Uint8Array): void {
  const { jobId, releaseId, base, method, gpus, rows, steps, weights, metricsSha256 } = job;
  const actor = actingPerson(workspace, job.by, CURATING);
  workspace.blobs.put(bytes, 'application/jsonlines');
  workspace.trainingJobs.insert(
    {
      id: jobId,
      release: releaseId,
      createdAt: job.recordedAt,
      report: JSON.stringify({ ...job, by: actor }),
    },
    weights,
  );
  workspace.events.append({
    type: 'training.job',
    actor,
    subject: releaseId,
    idem: `training job ${jobId}`,
    data: {
      job: jobId,
      release: releaseId,
      dataset_root: job.datasetRoot,
      model: job.name,
      base_model: base.model,
      base_revision: base.revision,
      ...{ method, gpus, rows, steps },
      weights: weights.map(({ path, sha256, bytes: size }) => ({ path, sha256, bytes: size })),
      checked: job.checked,
      metrics_sha256: metricsSha256,
    },
    blobs: [{ sha256: metricsSha256, media_type: 'application/jsonlines', size: bytes.length }],
  });
}
