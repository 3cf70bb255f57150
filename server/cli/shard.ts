import { resolve } from 'node:path';
import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { takeOrders } from '../engine/shards/hands.ts';
import { carryOutJob } from '../engine/shards/job.ts';
import { spansBy } from '../intake/shards/span.ts';
import { codeSha256 } from '../runs/facts/code-hash.ts';
import { shardStages } from '../runs/shards/stages.ts';
import type { ShardingContext } from './engines.ts';
import { shardReaderOf } from './shard-pools.ts';

/** `shard`: one job of a run that is carried out in shards, or all that the starter asks for; people hardly ever call it. */
export function register(program: Command, context: ShardingContext): void {
  program
    .command('shard')
    .description('do one job of a run in shards, as its engine asks')
    .argument(
      '[round]',
      'folder of the round; without it, the jobs that the process which started this one asks for',
    )
    .argument('[job]', 'its number, from 0')
    .addHelpText('after', '\nExample\n  winnow shard workspace/shards/0123456789abcdef/look 3')
    .action(async (round?: string, job?: string) => {
      const number = round === undefined ? null : numberOf(job ?? '');
      const reader = shardReaderOf(context);
      try {
        await reader.ready();
        const stages = shardStages(spansBy(reader));
        const act = (dir: string, at: number) => carryOutJob(dir, at, stages, codeSha256(context.assets));
        if (round !== undefined && number !== null) act(resolve(round), number);
        else if (context.starter === undefined)
          throw new WinnowError('bad-usage', 'shard needs a folder of a round and the number of a job.');
        else await takeOrders(context.starter, (order) => act(order.dir, order.job));
      } finally {
        reader.close();
      }
    });
}

function numberOf(job: string): number {
  if (/^\d{1,6}$/.test(job)) return Number(job);
  throw new WinnowError('bad-usage', `${job || 'nothing'} is no number of a job: a whole number from 0.`);
}
