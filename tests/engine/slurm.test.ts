import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { winnow } from '../helpers/cli.ts';
import { addQuestions } from '../helpers/questions.ts';
import { plainPool } from '../helpers/shards.ts';
import { NO_SLURM, startSlurm } from '../helpers/slurm.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

// Two rounds of jobs; those of near duplicates are carried out on Slurm in tests/long.
const RUN = ['--json', 'run', '--n', '100', '--seed', '7', '--set', 'duplicates.method=exact'];
const ON_SLURM = ['--engine', 'slurm', '--shard-records', '1000', '--shard-memory', '1024'];

it.skipIf(NO_SLURM !== null)(
  `selects of 2,000 questions on Slurm whom it selects here (skipped where ${NO_SLURM ?? 'Slurm is missing'})`,
  async () => {
    const workspace = temporaryWorkspace();
    addQuestions(workspace, plainPool(2000));
    const started = startSlurm();
    const local = await winnow(workspace.dir, RUN);
    rmSync(join(workspace.dir, 'cache'), { recursive: true });
    const cluster = await started;
    try {
      const slurm = await winnow(workspace.dir, [...RUN, ...ON_SLURM], cluster.env);
      expect([local.code, slurm.code, slurm.err]).toEqual([0, 0, expect.not.stringContaining('winnow:')]);
      const [here, there] = [local, slurm].map(({ out }) => JSON.parse(out) as Record<string, unknown>);
      expect(there).toEqual({
        ...here,
        engine: 'slurm',
        runId: expect.any(String) as string,
        seconds: expect.any(Number) as number,
        createdAt: expect.any(String) as string,
      });
    } finally {
      await cluster.stop();
    }
  },
);
