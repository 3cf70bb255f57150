import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { COLOURINGS, type Colouring } from './classes.ts';
import { MAP_FILTERS, type MapFilter } from './filter.ts';
import { type View, viewOf, viewText } from './view.ts';

/** What the page shows, as the address says it; what is under a finger or a pointer right now is ahead of it. */
export function useMapState() {
  const [search, setSearch] = useSearchParams();
  const [live, setLive] = useState<MapFilter | null>(null);
  const stored = useMemo(() => filterIn(search), [search]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the address says it, nothing is ahead of it
  useEffect(() => setLive(null), [search]);

  const filter = useMemo(() => (live === null ? stored : { ...stored, ...live }), [stored, live]);
  const by = COLOURINGS.find(({ value }) => value === search.get('by'))?.value ?? 'outcome';
  const write = useCallback(
    (changes: Readonly<Record<string, string | undefined>>, isStep: boolean) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes))
            if (value === undefined) next.delete(name);
            else next.set(name, value);
          return next;
        },
        { replace: !isStep, preventScrollReset: true },
      ),
    [setSearch],
  );
  return {
    filter,
    by,
    /** Where the view was when the page came up. */
    at: useMemo(() => viewOf(search.get('at')), [search]),
    /** Shows a filter while it is being drawn, without a step in the history. */
    show: useCallback((changes: MapFilter) => setLive((before) => ({ ...before, ...changes })), []),
    set: useCallback(
      (changes: MapFilter): void => {
        setLive((before) => ({ ...before, ...changes }));
        write({ ...changes }, true);
      },
      [write],
    ),
    colour: useCallback(
      (next: Colouring) => write({ by: next === 'outcome' ? undefined : next }, false),
      [write],
    ),
    look: useCallback((view: View) => write({ at: viewText(view) }, false), [write]),
  };
}

const filterIn = (search: URLSearchParams): MapFilter =>
  Object.fromEntries(
    MAP_FILTERS.flatMap((name) => {
      const value = search.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );

/** The same filter without any of its conditions. */
export const NO_FILTER: MapFilter = Object.fromEntries(MAP_FILTERS.map((name) => [name, undefined]));
