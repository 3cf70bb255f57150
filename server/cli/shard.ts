import { resolve } from 'node:path';
import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { carryOutJob } from '../engine/shards/job.ts';
import { spansBy } from '../intake/shards/span.ts';
import { codeSha256 } from '../runs/facts/code-hash.ts';
import { shardStages } from '../runs/shards/stages.ts';
import type { CliContext } from './frame.ts';
import { shardReaderOf } from './shard-pools.ts';

/** `shard`: one job of a run that is carried out in shards; engines call it, people hardly ever. */
export function register(program: Command, context: CliContext): void {
  program
    .command('shard')
    .description('do one job of a run in shards, as its engine asks')
    .argument('<round>', 'folder of the round')
    .argument('<job>', 'its number, from 0')
    .addHelpText('after', '\nExample\n  winnow shard workspace/shards/0123456789abcdef/look 3')
    .action(async (round: string, job: string) => {
      if (!/^\d{1,6}$/.test(job))
        throw new WinnowError('bad-usage', `${job} is no number of a job: a whole number from 0.`);
      const reader = shardReaderOf(context);
      try {
        await reader.ready();
        const stages = shardStages(spansBy(reader));
        carryOutJob(resolve(round), Number(job), stages, codeSha256(context.assets));
      } finally {
        reader.close();
      }
    });
}
