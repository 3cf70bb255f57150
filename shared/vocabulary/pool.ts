/** By what the questions of a run can be put in order; those that have no value come last, whichever way. */
export const POOL_SORTS = {
  pool: 'as they were imported',
  rank: 'by rank',
  length: 'by length',
  difficulty: 'by difficulty',
  domain: 'by domain',
  source: 'by source',
  license: 'by licence',
  outcome: 'by where they fell',
} as const;
export type PoolSort = keyof typeof POOL_SORTS;

/** What the questions of a run that stay as shards can be narrowed by; `q` is an id there, and no word of a text. */
export const SHARD_FILTERS = ['stage', 'reason', 'kept', 'passed', 'q'] as const;

/** What people made of a question by their reviews. */
export const REVIEW_STATES = {
  accepted: 'accepted by all who judged it',
  rejected: 'rejected by all who judged it, or by an adjudicator',
  split: 'judged this way and that',
  skipped: 'seen, and not judged',
  none: 'judged by nobody',
} as const;
export type ReviewState = keyof typeof REVIEW_STATES;

/** Stands for a licence that is not declared. */
export const NO_LICENCE = 'none-declared';
/** Stands for any flag, where none is named. */
export const ANY_FLAG = 'any';

/** The columns by which the pool is counted. */
export const FACETS = [
  'source',
  'license',
  'domain',
  'stage',
  'reason',
  'flag',
  'mark',
  'tag',
  'review',
  'length',
  'difficulty',
] as const;
export type Facet = (typeof FACETS)[number];

/** Where one bin of lengths ends and the next begins. Unit: tokens. */
export const LENGTH_EDGES = [0, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384] as const;

/** Ends a range that has no end of its own. Unit: tokens. */
export const LONGEST = 999_999_999;
