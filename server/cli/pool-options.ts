import { type Command, InvalidArgumentError, Option } from 'commander';
import type { PoolFilterQuery } from '../../shared/schemas/pool-filter.ts';
import { FLAG_CODES } from '../../shared/vocabulary/flags.ts';
import { ANY_FLAG, NO_LICENCE, REVIEW_STATES, type ReviewState } from '../../shared/vocabulary/pool.ts';
import { STAGE_NAMES } from '../../shared/vocabulary/stages.ts';

/** What rows of the pool are filtered by beyond run, stage, reason, domain and source. */
export type PoolOptions = Pick<
  PoolFilterQuery,
  | 'passed'
  | 'kept'
  | 'license'
  | 'flag'
  | 'mark'
  | 'tag'
  | 'review'
  | 'minLength'
  | 'maxLength'
  | 'minDifficulty'
  | 'maxDifficulty'
> & { contains?: string };

/** The filters of the page "Pool", each as an option. */
export const poolOptions = (command: Command): Command =>
  command
    .addOption(new Option('--passed <stage>', '… that this stage let through').choices(STAGE_NAMES))
    .option('--kept', '… that are selected')
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
    .option('--min-length <tokens>', '… of so many tokens at least', whole)
    .option('--max-length <tokens>', '… of fewer tokens', whole)
    .option('--min-difficulty <x>', '… at least so difficult, 0 to 1', share)
    .option('--max-difficulty <x>', '… less difficult', share)
    .option('--contains <text>', '… whose question contains this, in any case');

const NAMES = [
  'passed',
  'kept',
  'license',
  'flag',
  'mark',
  'tag',
  'review',
  'minLength',
  'maxLength',
  'minDifficulty',
  'maxDifficulty',
] as const;

/** The filter that the options make; null where none of them is given. */
export function poolFilterIn({ contains, ...options }: PoolOptions): PoolFilterQuery | null {
  const given = Object.fromEntries(
    NAMES.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  ) as PoolFilterQuery;
  const filter = { ...given, ...(contains !== undefined && { q: contains }) };
  return Object.keys(filter).length === 0 ? null : filter;
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number, as in 256.');
  return Number(text);
}

function share(text: string): number {
  if (!/^(?:0|1|0?\.\d{1,9}|1\.0{1,9}|0\.\d{1,9})$/.test(text))
    throw new InvalidArgumentError('a number from 0 to 1, as in 0.7.');
  return Number(text);
}
