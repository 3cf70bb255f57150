import { type Command, Option } from 'commander';
import type { PoolFilterQuery } from '../../shared/schemas/pool-filter.ts';
import { FLAG_CODES } from '../../shared/vocabulary/flags.ts';
import { ANY_FLAG, NO_LICENCE, REVIEW_STATES, type ReviewState } from '../../shared/vocabulary/pool.ts';
import { STAGE_NAMES } from '../../shared/vocabulary/stages.ts';

/** What rows of the pool are filtered by beyond run, stage, reason, domain and source. */
export type PoolOptions = Pick<PoolFilterQuery, (typeof NAMES)[number]> & {
  contains?: string;
};

/** The filters of the page "Pool", each as an option. */
export const poolOptions = (command: Command): Command =>
  command
    .addOption(new Option('--passed <stage>', '… that this stage let through').choices(STAGE_NAMES))
    .option('--license <spdx>', `… declared so, or ${NO_LICENCE}`)
    .addOption(
      new Option('--flag <code>', `… with this open flag, or ${ANY_FLAG}`).choices([ANY_FLAG, ...FLAG_CODES]),
    )
    .addOption(new Option('--mark <mark>', '… that somebody pinned or excluded').choices(['pin', 'exclude']))
    .option('--tag <name>', '… with this tag')
    .addOption(
      new Option('--review <state>', '… that reviewers left so').choices(
        Object.keys(REVIEW_STATES) as ReviewState[],
      ),
    )
    .option('--import <id>', '… that came with this import')
    .option('--also <run>', '… that this other run selects')
    .option('--contains <text>', '… whose question contains this, in any case');

/** The filters that the map draws, too; `decisionFilter` reads them. */
export const narrowOptions = (command: Command): Command =>
  command
    .option('--kept', '… that are selected')
    .option('--not-kept', '… that are not selected')
    .option('--length <from-to>', '… of lengths in this range, both included; in tokens')
    .option(
      '--difficulty <from-to>',
      '… of difficulties in this range, 0 to 1; the second not included, save 1',
    )
    .option('--area <corners>', '… in this area of the map, as the Map page writes it');

const NAMES = ['passed', 'license', 'flag', 'mark', 'tag', 'review', 'import', 'also'] as const;

/** The filter that the options make; null where none of them is given. */
export function poolFilterIn({ contains, ...options }: PoolOptions): PoolFilterQuery | null {
  const given = Object.fromEntries(
    NAMES.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  ) as PoolFilterQuery;
  const filter = { ...given, ...(contains !== undefined && { q: contains }) };
  return Object.keys(filter).length === 0 ? null : filter;
}
