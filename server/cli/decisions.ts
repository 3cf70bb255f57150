import { type Command, Option } from 'commander';
import type { PoolFilterQuery } from '../../shared/schemas/pool-filter.ts';
import { POOL_SORTS, type PoolSort } from '../../shared/vocabulary/pool.ts';
import { REASON_NAMES, type Reason } from '../../shared/vocabulary/reasons.ts';
import { STAGE_NAMES, type StageName } from '../../shared/vocabulary/stages.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { StoredRun } from '../db/runs.ts';
import { shardDecisions } from '../jobs/shard-decisions.ts';
import { indexRun } from '../runs/columns/index-run.ts';
import { namedRows } from '../runs/columns/named-rows.ts';
import { rowFilterOf, rowsFrom, testsFor } from '../runs/columns/rows.ts';
import { findRun } from '../runs/find.ts';
import { decisionFilter, type NarrowOptions } from './decision-filter.ts';
import type { CliContext } from './frame.ts';
import { narrowOptions, type PoolOptions, poolFilterIn, poolOptions } from './pool-options.ts';

interface Options extends PoolOptions, NarrowOptions {
  run: string;
  stage?: StageName;
  reason?: Reason;
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
  poolOptions(narrowOptions(command))
    .addOption(
      new Option('--sort <column>', 'in the order of a column').choices(
        Object.keys(POOL_SORTS) as PoolSort[],
      ),
    )
    .option('--desc', 'the largest first')
    .addHelpText('after', '\nExample\n  winnow decisions --run latest --stage quality')
    .action(async ({ run: id, ...options }: Options) => {
      const run = findRun(context.workspace(), id);
      const isMeant = decisionFilter(context, run, options);
      for await (const row of chosen(context, run, options)) {
        if (context.signal.aborted) return;
        if (!isMeant(row)) continue;
        const { n: _n, margins: _margins, ...decision } = row;
        context.out.line(decision);
      }
    });
}

/** Decisions in their order: from the table in that of the pool, or by the columns of the run. */
async function* chosen(
  context: CliContext,
  run: StoredRun,
  options: Omit<Options, 'run'>,
): AsyncGenerator<StoredDecision> {
  const { decisions } = context.workspace();
  const { stage, reason, kept, sort, desc = false } = options;
  const own = { ...(stage === undefined ? {} : { stage }), ...(reason === undefined ? {} : { reason }) };
  const more = poolFilterIn(options);
  // As the page has it: the selected and the reserve by rank.
  const order = sort ?? (kept === true || reason === 'reserve' ? 'rank' : 'pool');
  if (run.report.shards !== undefined && more === null && sort === undefined && !desc) {
    yield* shardDecisions(context.workspace(), run, { ...own, ...(kept === true ? { kept } : {}) });
    return;
  }
  if (more === null && order === 'pool' && !desc) {
    yield* decisions.ofRun(run.n, own);
    return;
  }
  const indexed = await indexRun(context.workspace(), run);
  const filter: PoolFilterQuery = { ...own, ...more };
  const tests = await testsFor(
    indexed,
    rowFilterOf(
      run,
      namedRows(context.workspace(), () => []),
      filter,
    ),
  );
  const all = { sort: order, desc, after: 0, limit: indexed.columns.size };
  for (const question of rowsFrom(indexed, tests, all).rows) {
    const decision = decisions.ofQuestion(run.n, question);
    if (decision !== undefined) yield decision;
  }
}
