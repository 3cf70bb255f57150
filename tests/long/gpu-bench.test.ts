import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { BaseModel, TrainingModels } from '../../shared/schemas/training.ts';
import { longRows } from '../bench/gpu/long-rows.ts';
import { measureTraining } from '../bench/gpu/measure.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { countWords } from '../release/fixture.ts';
import { SKIPPED, trouble } from '../release/training/with-python.ts';

const GPU: TrainingModels['gpu'] = { name: 'none', memoryGB: 80, flops: 1e12, busBytesPerSecond: 1e9 };
const TINY: BaseModel = {
  ...{ id: 'tiny', parameters: 4.9e6, layers: 2, hidden: 32, ffn: 64, vocabulary: 151_936, tied: true },
};

/** Puts a program called nvidia-smi before all others that says what a machine with one GPU says. */
function pretendGpu(): void {
  const folder = temporaryFolder();
  const file = join(folder, 'nvidia-smi');
  writeFileSync(
    file,
    '#!/bin/sh\ncase "$*" in\n  *memory.free*) echo 80995 ;;\n  *name*) echo "no H100" ;;\n  *) echo "GPU 0: none" ;;\nesac\n',
  );
  chmodSync(file, 0o755);
  const before = process.env.PATH ?? '';
  process.env.PATH = `${folder}${delimiter}${before}`;
  onTestFinished(() => {
    process.env.PATH = before;
  });
}

test.runIf(trouble === null)(
  `a training by run.sh is measured from its metrics, here without a GPU${SKIPPED}`,
  () => {
    pretendGpu();
    const words = 'we look at what follows from that and write it down as it stands in every line'.split(' ');
    const rows = longRows(
      { pool: 'sample', questions: words, solutions: [], benchmarks: [] },
      { rows: 16, tokens: 60 },
      countWords,
    );
    const measured = measureTraining({
      ...{ folder: temporaryFolder(), python: process.env.WINNOW_PYTHON ?? '', gpu: GPU, model: TINY },
      ...{ heads: { heads: 2, keys: 1 }, rows, steps: 2 },
    });
    expect(measured).toMatchObject({
      ...{ gpu: 'no H100', gpus: 1, model: 'tiny', method: 'full', steps: 2, batch: 16, peakGB: null },
      ...{ versions: { trl: '1.13.0' }, command: 'npm run bench -- gpu' },
    });
    expect(measured.longest).toBeGreaterThanOrEqual(Math.floor(measured.rowTokens));
    expect(measured.tokensPerSecond).toBeGreaterThan(1);
    expect(measured.peakShare / measured.modelFlopsUtilisation).toBeCloseTo(4 / 3, 1);
  },
);
