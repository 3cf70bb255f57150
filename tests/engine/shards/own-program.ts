// A program with jobs of its own, carried out as `winnow shard` does them. Arguments: shard [FOLDER JOB].
import { appendFileSync } from 'node:fs';
import { takeOrders } from '../../../server/engine/shards/hands.ts';
import { carryOutJob, type ShardStage } from '../../../server/engine/shards/job.ts';

/** Notes who did it, and ends as it is told. */
const trying: ShardStage = ({ run, job, args, out }) => {
  const { throwing, leaving } = args as { throwing: number; leaving: number };
  appendFileSync(`${run}/who`, `${job} ${process.pid} ${process.execArgv[0]}\n`);
  if (job === throwing) throw new Error('no luck');
  if (job === leaving) process.kill(process.pid, 'SIGKILL');
  out('made').add(Buffer.from(`${job}`));
  return { counts: { job } };
};

try {
  await takeOrders(process, ({ dir, job }) => carryOutJob(dir, job, { trying }, 'c0de'));
} catch (cause) {
  process.stderr.write(`winnow: ${(cause as Error).message}\n`);
  process.exitCode = 1;
}
