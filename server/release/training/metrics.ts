import type { TSchema } from '@sinclair/typebox';
import { WinnowError } from '../../../shared/error.ts';
import {
  beginSchema,
  endSchema,
  stepSchema,
  type TrainingBegin,
  type WeightsFile,
  weightsSchema,
} from '../../../shared/schemas/training-metrics.ts';
import { parser } from '../../algorithms/parser.ts';

/** A training as its metrics file tells it. */
export interface TrainingMetrics {
  begin: TrainingBegin;
  /** Steps that were carried out, and how long they took. Unit: seconds. */
  steps: number;
  seconds: number;
  /** The most that one GPU held; null where there was none. Unit: bytes. */
  peakBytes: number | null;
  /** Loss of the first and the last step that told one, and on the rows held back; null where none did. */
  loss: { first: number | null; last: number | null; validation: number | null };
  files: WeightsFile[];
}

const parse = {
  begin: parser(beginSchema),
  step: parser(stepSchema),
  end: parser(endSchema),
  weights: parser(weightsSchema),
} satisfies Record<string, ReturnType<typeof parser<TSchema>>>;

const isKind = (event: unknown): event is keyof typeof parse =>
  typeof event === 'string' && Object.hasOwn(parse, event);

/**
 * Reads a metrics file of `train.py`: JSON lines that begin with what is trained on what and end with the weights.
 * @param name of the file, for errors
 * @throws WinnowError `bad-input` with one line for what is cut, foreign or not ended
 */
export function parseMetrics(bytes: Uint8Array, name: string): TrainingMetrics {
  const metrics: Omit<TrainingMetrics, 'begin' | 'files'> = {
    steps: 0,
    seconds: 0,
    peakBytes: null,
    loss: { first: null, last: null, validation: null },
  };
  let begin: TrainingBegin | null = null;
  let files: WeightsFile[] | null = null;
  let part = 0; // seconds since the last begin; a kill leaves a part without an end
  for (const { where, event, record } of records(bytes, name)) {
    if (files !== null) throw new WinnowError('bad-input', `${where}: something follows the weights.`);
    if (begin === null && event !== 'begin')
      throw new WinnowError('bad-input', `${where}: a metrics file starts with what is trained on what.`);
    if (event === 'begin') {
      begin = sameAs(begin, parse.begin(record, where), where);
      metrics.seconds += part; // a training that was taken up again counts from zero
      part = 0;
    } else if (event === 'step') {
      const step = parse.step(record, where);
      addStep(metrics, step);
      part = step.seconds;
    } else if (event === 'end') {
      const { step, seconds, peakBytes } = parse.end(record, where);
      metrics.steps = step;
      metrics.peakBytes = peakBytes;
      part = seconds;
    } else files = parse.weights(record, where).files;
  }
  if (begin === null) throw new WinnowError('bad-input', `${name} is empty; it holds no training.`);
  if (files === null)
    throw new WinnowError(
      'bad-input',
      `${name}: no weights are named, so the training did not end; take it up again with train.py --resume.`,
    );
  metrics.seconds += part;
  return { begin, ...metrics, files };
}

function* records(bytes: Uint8Array, name: string) {
  const lines = textOf(bytes, name).split('\n');
  if (lines.pop() !== '')
    throw new WinnowError('bad-input', `${name}: the last line is cut; copy the file again.`);
  for (const [i, line] of lines.entries()) {
    const where = `${name}, line ${i + 1}`;
    const record = jsonOf(line, where);
    const { event } = (record ?? {}) as { event?: unknown };
    if (!isKind(event))
      throw new WinnowError(
        'bad-input',
        `${where}: is no line of a metrics file of train.py (winnow-metrics.jsonl).`,
      );
    yield { where, event, record };
  }
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WinnowError('bad-input', `${name} is not UTF-8; copy the file again.`);
  }
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new WinnowError('bad-input', `${where}: is not JSON; copy the file again.`);
  }
}

/** A training that was taken up again goes on with the same. */
function sameAs(before: TrainingBegin | null, now: TrainingBegin, where: string): TrainingBegin {
  if (before === null) return now;
  for (const key of ['release', 'datasetRoot', 'model', 'method'] as const)
    if (before[key] !== now[key])
      throw new WinnowError(
        'bad-input',
        `${where}: goes on with another ${key}; the file holds two trainings.`,
      );
  return now;
}

function addStep({ loss }: Pick<TrainingMetrics, 'loss'>, step: Readonly<Record<string, unknown>>): void {
  if (typeof step.loss === 'number') {
    loss.first ??= step.loss;
    loss.last = step.loss;
  }
  if (typeof step.eval_loss === 'number') loss.validation = step.eval_loss;
}
