import { type Command, Option } from 'commander';
import type { PoolFilterQuery } from '../../shared/schemas/pool-filter.ts';
import { POOL_SORTS, type PoolSort } from '../../shared/vocabulary/pool.ts';
import { REASON_NAMES, type Reason } from '../../shared/vocabulary/reasons.ts';
import { STAGE_NAMES, type StageName } from '../../shared/vocabulary/stages.ts';
import type { StoredRun } from '../db/runs.ts';
import { indexRun } from '../runs/columns/index-run.ts';
import { rowFilterOf, rowsFrom, testsFor } from '../runs/columns/rows.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';
import { type PoolOptions, poolFilterIn, poolOptions } from './pool-options.ts';

interface Options extends PoolOptions {
  run: string;
  stage?: StageName;
  reason?: Reason;
  source?: string;
  domain?: string;
  sort?: PoolSort;
  desc?: boolean;
}

/** `decisions`: what a run decided, a JSON line for each question of its pool. */
export function register(program: Command, context: CliContext): void {
  const command = program
    .command('decisions')
    .description('what a run decided, a JSON line for each question')
    .option('--run <run>', 'a run, or latest', 'latest')
    .addOption(new Option('--stage <stage>', 'only those that fell (or stayed) there').choices(STAGE_NAMES))
    .addOption(new Option('--reason <reason>', 'only those with this reason').choices(REASON_NAMES))
    .option('--source <name>', '… of this source')
    .option('--domain <code>', '… of this domain');
  poolOptions(command)
    .addOption(
      new Option('--sort <column>', 'in the order of a column').choices(
        Object.keys(POOL_SORTS) as PoolSort[],
      ),
    )
    .option('--desc', 'the largest first')
    .addHelpText('after', '\nExample\n  winnow decisions --run latest --stage quality')
    .action(async ({ run: id, ...options }: Options) => {
      const workspace = context.workspace();
      const run = findRun(workspace, id);
      for await (const { n: _n, margins: _margins, ...decision } of chosen(context, run, options)) {
        context.out.line(decision);
        if (context.signal.aborted) return;
      }
    });
}

/** Decisions that the options leave: from the table in the order of the pool, or by the columns of the run. */
async function* chosen(context: CliContext, run: StoredRun, options: Omit<Options, 'run'>) {
  const workspace = context.workspace();
  const { stage, reason, source, domain, sort, desc = false } = options;
  const own = {
    ...(stage === undefined ? {} : { stage }),
    ...(reason === undefined ? {} : { reason }),
  };
  const more = poolFilterIn(options);
  if (more === null && source === undefined && domain === undefined && sort === undefined && !desc) {
    yield* workspace.decisions.ofRun(run.n, own);
    return;
  }
  const filter: PoolFilterQuery = {
    ...own,
    ...more,
    ...(source === undefined ? {} : { source }),
    ...(domain === undefined ? {} : { domain }),
  };
  const indexed = await indexRun(workspace, run);
  const tests = await testsFor(indexed, rowFilterOf(run, filter));
  // As the page has it: the selected and the reserve by rank.
  const isRanked = filter.kept === true || reason === 'reserve';
  const order = {
    sort: sort ?? (isRanked ? 'rank' : 'pool'),
    desc,
    after: 0,
    limit: indexed.columns.size,
  } as const;
  for (const question of rowsFrom(indexed, tests, order).rows) {
    const decision = workspace.decisions.ofQuestion(run.n, question);
    if (decision !== undefined) yield decision;
  }
}
