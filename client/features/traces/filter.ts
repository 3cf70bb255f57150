import { addressOf } from '../../lib/urls.ts';

/** What the traces of a collection may be filtered by; the names are those of the address and of the server's query. */
export interface TraceFilter {
  outcome?: string | undefined;
  verdict?: string | undefined;
  defect?: string | undefined;
  q?: string | undefined;
}

const FILTER_NAMES = ['outcome', 'verdict', 'defect', 'q'] as const;

/** What an address filters by. */
export const filterOf = (search: URLSearchParams): TraceFilter =>
  Object.fromEntries(
    FILTER_NAMES.map((name) => [name, search.get(name)] as const).filter(
      (entry): entry is [(typeof FILTER_NAMES)[number], string] => !!entry[1],
    ),
  );

/** The address of a collection, with some of its traces chosen. */
export const collectionHref = (id: string, filter: TraceFilter = {}, run?: string): string =>
  addressOf(`/traces/${encodeURIComponent(id)}`, { ...filter, run });
