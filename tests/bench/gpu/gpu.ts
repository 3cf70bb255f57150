import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTokenizer } from '../../../server/cli/token-counter.ts';
import type { MeasuredTraining, TrainingModels } from '../../../shared/schemas/training.ts';
import { readInputs } from '../inputs.ts';
import { longRows } from './long-rows.ts';
import { measureTraining } from './measure.ts';

const root = join(import.meta.dirname, '../../..');
const FACTS = join(root, 'data/training/measured.json');
const ASSETS = { data: join(root, 'data'), tokenizer: join(root, 'dist/tokenizers/qwen2.5.bin') };

/** What is measured: models of random weights at rows of 8k tokens, s1K's longest. */
const SIZES = ['0.5B', '1.5B'];
const ROWS = { rows: 64, tokens: 7900 };
const STEPS = 12;

/** Why nothing can be measured here; null where it can. */
export function gpuTrouble(): string | null {
  const { status, stdout } = spawnSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], {
    encoding: 'utf8',
  });
  if (status !== 0 || stdout.trim() === '') return 'no GPU is to be seen (nvidia-smi)';
  const [name = ''] = stdout.trim().split('\n');
  if (!/H[12]00/.test(name)) return `the peak of ${name} is not known here; measure on an H100`;
  return spawnSync(python(), ['-c', 'import torch, transformers, trl, datasets, accelerate']).status === 0
    ? null
    : `${python()} has no torch and TRL: pip install -r data/training/bundle/requirements.txt, and name it with WINNOW_PYTHON`;
}

const python = (): string => process.env.WINNOW_PYTHON ?? 'python3';

/** Measures full training on one GPU, and has the estimate go by it. */
export function measureGpu(folder: string): MeasuredTraining[] {
  const { gpu, models } = JSON.parse(
    readFileSync(join(root, 'data/training/models.json'), 'utf8'),
  ) as TrainingModels;
  const rows = longRows(readInputs(), ROWS, loadTokenizer(ASSETS).countTokens);
  const measured = SIZES.map((size) => {
    const model = models.find(({ id }) => id.includes(`-${size}-`));
    if (model === undefined) throw new Error(`data/training/models.json has no model of ${size}`);
    const one = measureTraining({
      folder: join(folder, size),
      python: python(),
      gpu,
      model,
      rows,
      steps: STEPS,
    });
    console.log(
      `${one.model}: ${one.tokensPerSecond} tokens a second, ${one.peakGB} GB, ${Math.round(100 * one.modelFlopsUtilisation)} % of the peak`,
    );
    return one;
  });
  const facts = JSON.parse(readFileSync(FACTS, 'utf8')) as { says: string; measured: MeasuredTraining[] };
  writeFileSync(FACTS, `${JSON.stringify({ ...facts, measured }, null, 2)}\n`);
  return measured;
}
