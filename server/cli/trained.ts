import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import { recordTraining } from '../release/trained.ts';
import { recordJob, type TrainingJob, trainingTold } from '../release/training/job.ts';
import type { CliContext } from './frame.ts';
import { count, secondsText } from './text.ts';

interface Flags {
  model?: string;
  by?: string;
}

/** Where `train.py` writes it, beside the weights. */
const METRICS = 'winnow-metrics.jsonl';

/** `trained`: which weights were trained on a release. */
export function register(program: Command, context: CliContext): void {
  program
    .command('trained')
    .argument(
      '[path]',
      `${METRICS} of train.py, the folder it lies in, or the folder of a release (default: list them)`,
    )
    .description('record which weights were trained on a release, and by whom')
    .option('--model <name>', 'what the model is called')
    .option('--by <user>', 'who says so')
    .addHelpText(
      'after',
      `
With the metrics file, its root is held against the release, and weights that lie beside it against their hashes.
With the folder of a release, nothing but your word is recorded.

Example
  winnow trained out/${METRICS} --model student-7b --by ann`,
    )
    .action((path: string | undefined, flags: Flags) => trained(context, path, flags));
}

async function trained(context: CliContext, path: string | undefined, { model, by }: Flags): Promise<void> {
  const workspace = context.workspace();
  if (path === undefined) {
    const jobs = workspace.trainingJobs.all().map((one) => trainingTold(workspace, one));
    context.out.result(jobs, () =>
      jobs.length === 0 ? 'No training was recorded.' : jobs.map(trainingText).join('\n\n'),
    );
    return;
  }
  if (by === undefined) throw new WinnowError('bad-usage', 'Say who says so, as in --by ann.');
  const metrics = metricsAt(path);
  if (metrics !== null) {
    const bytes = readMetrics(metrics);
    const hashOf = (file: string) => hashBeside(context, dirname(metrics), file);
    const job = await recordJob(workspace, { name: basename(metrics), bytes }, { model, by, hashOf });
    context.out.result(job, () =>
      job.isNew ? trainingText(job) : `it is recorded already: ${job.name} on ${job.releaseId}`,
    );
    return;
  }
  if (model === undefined)
    throw new WinnowError('bad-usage', 'Say what the model is called, as in --model student-7b.');
  const recorded = recordTraining(workspace, { dir: path, model, by });
  context.out.result(recorded, () =>
    recorded.isNew
      ? `${recorded.model} was trained on ${recorded.releaseId}`
      : `it is recorded already: ${recorded.model} on ${recorded.releaseId}`,
  );
}

/** The metrics file that a path means; null where it is the folder of a release. */
function metricsAt(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new WinnowError('not-found', `There is no ${path}; name ${METRICS} or the folder of a release.`);
  if (stat.isFile()) return path;
  const within = join(path, METRICS);
  return statSync(within, { throwIfNoEntry: false })?.isFile() === true ? within : null;
}

/** More than any training writes. Unit: bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

function readMetrics(file: string): Uint8Array {
  if (statSync(file).size > MOST_BYTES)
    throw new WinnowError('bad-input', `${file} is over ${MOST_BYTES} bytes; no training writes so many.`);
  return readFileSync(file);
}

/** @returns null where there is no such file beside the metrics */
async function hashBeside(context: CliContext, folder: string, name: string): Promise<string | null> {
  const file = join(folder, name);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return null;
  context.out.note(`hashing ${name}`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash, { signal: context.signal });
  return hash.digest('hex');
}

/** A training in three lines. */
export function trainingText(job: TrainingJob): string {
  const { name, releaseId, base, method, gpus, rows, steps, seconds, loss, weights, checked, by } = job;
  const fell = loss.first === null ? '' : `, loss ${loss.first} to ${loss.last}`;
  const revision = base.revision === null ? '' : `@${base.revision}`;
  return [
    `${name} was trained on ${releaseId} (${job.jobId}), says ${by}`,
    `  from ${base.model}${revision}, ${method} on ${counted(gpus, 'GPU')}: ${counted(rows, 'row')}, ${counted(steps, 'step')}, ${secondsText(seconds)}${fell}`,
    `  ${counted(weights.length, 'file')} of weights, ${count(checked)} of them at hand and checked`,
  ].join('\n');
}
