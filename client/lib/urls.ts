import { useSearchParams } from 'react-router';

/** What the pool may be filtered by; the names are those of the address and of the server's query. */
export interface PoolFilter {
  q?: string | undefined;
  source?: string | undefined;
  domain?: string | undefined;
  stage?: string | undefined;
  reason?: string | undefined;
  passed?: string | undefined;
  kept?: 'true' | 'false' | undefined;
  license?: string | undefined;
  flag?: string | undefined;
  mark?: string | undefined;
  tag?: string | undefined;
  review?: string | undefined;
  /** Id of an import, and of a run that selects them too. */
  import?: string | undefined;
  also?: string | undefined;
  /** An area of the map, and ranges of tokens and difficulties, as in `100-400`. */
  area?: string | undefined;
  length?: string | undefined;
  difficulty?: string | undefined;
}

/** What a review queue can be made of, too. */
export const DECISION_FILTERS = ['q', 'source', 'domain', 'stage', 'reason', 'passed', 'kept'] as const;

/** What the map can show. */
export const MAP_FILTERS = [
  'source',
  'domain',
  'stage',
  'reason',
  'kept',
  'area',
  'length',
  'difficulty',
] as const;

/** What people say may change from one moment to the next; all else of a run stays as it is. */
export const WORD_FILTERS = ['flag', 'mark', 'tag', 'review'] as const;

export const FILTER_NAMES = [
  ...DECISION_FILTERS,
  ...WORD_FILTERS,
  'license',
  'import',
  'also',
  'area',
  'length',
  'difficulty',
] as const;

/** An address with the parameters that are set. */
export function addressOf(path: string, params: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The run that the address names; the newest one where it names none. */
export function useChosenRun(): { run: string; param: string | undefined } {
  const [search] = useSearchParams();
  const param = search.get('run') ?? undefined;
  return { run: param ?? 'latest', param };
}
