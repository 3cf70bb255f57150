import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { FunnelStage } from '../../../../shared/schemas/decision.ts';
import type { Share } from '../../../../shared/schemas/make-up.ts';
import { Icon } from '../../../components/icons.tsx';
import { Picker } from '../../../components/picker.tsx';
import { count } from '../../../lib/format.ts';
import { sourcesQuery } from '../../../lib/queries/workspace.ts';
import {
  addressOf,
  DECISION_FILTERS,
  FILTER_NAMES,
  MAP_FILTERS,
  type PoolFilter,
} from '../../../lib/urls.ts';
import { outcomeParams, outcomeValue } from '../outcome-filter.ts';
import { MapFilters } from './map-filters.tsx';
import { OutcomeOptions } from './outcome-options.tsx';

/** What the table is narrowed by; all of it lives in the address. */
export function Filters({
  filter,
  funnel,
  domains,
  isOverShards,
}: {
  filter: PoolFilter;
  funnel: readonly FunnelStage[] | null;
  domains: readonly Share[];
  /** Then outcomes are all that there is to narrow by. */
  isOverShards: boolean;
}) {
  const [search, setSearch] = useSearchParams();
  const { data: sources } = useQuery(sourcesQuery());
  const set = (changes: Record<string, string | undefined>): void => {
    const next = { ...Object.fromEntries(search), ...changes };
    setSearch(
      Object.fromEntries(Object.entries(next).filter((entry): entry is [string, string] => !!entry[1])),
    );
  };
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {funnel && (
        <Picker
          label="Outcome"
          value={outcomeValue(filter, funnel)}
          onChange={(value) => set(outcomeParams(value))}
        >
          <OutcomeOptions funnel={funnel} passed={filter.passed} />
        </Picker>
      )}
      {!isOverShards && (
        <Picker label="Source" value={filter.source ?? ''} onChange={(source) => set({ source })}>
          <option value="">Any source</option>
          {sources?.items.map(({ name, questions }) => (
            <option key={name} value={name}>
              {name} ({count(questions)})
            </option>
          ))}
        </Picker>
      )}
      {funnel && !isOverShards && (
        <Picker label="Domain" value={filter.domain ?? ''} onChange={(domain) => set({ domain })}>
          <option value="">Any domain</option>
          {[...domains]
            .sort((a, b) => b.pool - a.pool)
            .map(({ name, title, pool }) => (
              <option key={name} value={name}>
                {title ?? name} ({count(pool)})
              </option>
            ))}
        </Picker>
      )}
      {filter.q && (
        <button
          type="button"
          className="control max-w-64"
          onClick={() => set({ q: undefined })}
          aria-label={`Stop searching for ${filter.q}`}
        >
          <span className="truncate">“{filter.q}”</span>
          <Icon name="close" size={12} />
        </button>
      )}
      <MapFilters filter={filter} onDrop={(name) => set({ [name]: undefined })} />
      {isFiltered && (
        <Link
          to={addressOf('/pool', unfiltered(search))}
          className="text-link px-1 text-13 max-sm:basis-full"
        >
          Clear filters
        </Link>
      )}
      {funnel && !isOverShards && isOnMap(filter) && (
        <Link
          to={addressOf('/map', { ...filter, run: search.get('run') ?? undefined })}
          className="text-link px-1 text-13"
        >
          On the map
        </Link>
      )}
      {isFiltered && funnel && filter.passed === undefined && isOfDecisions(filter) && (
        <Link
          to={addressOf('/review/queues/new', { ...filter, run: search.get('run') ?? undefined })}
          className="text-link px-1 text-13"
        >
          Review these
        </Link>
      )}
    </div>
  );
}

/** The address without its filters: run, order and columns stay. */
const unfiltered = (search: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...search].filter(([name]) => !(FILTER_NAMES as readonly string[]).includes(name)));

/** Whether a queue can be made of the same questions. */
const isOfDecisions = (filter: PoolFilter): boolean =>
  Object.keys(filter).every((name) => (DECISION_FILTERS as readonly string[]).includes(name));

/** Whether the map can show the same questions. */
const isOnMap = (filter: PoolFilter): boolean =>
  Object.keys(filter).every((name) => (MAP_FILTERS as readonly string[]).includes(name));
