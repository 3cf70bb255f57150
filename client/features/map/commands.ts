import { MAP_FILTERS, type MapFilter } from './filter.ts';

/** The command that gives the rows that a filter of the map means. */
export function decisionsCommand(runId: string, filter: MapFilter): string {
  const options = MAP_FILTERS.flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    if (name === 'kept') return [value === 'true' ? '--kept' : '--not-kept'];
    return [`--${name} ${/^[\w.:-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`}`];
  });
  return ['decisions', `--run ${runId}`, ...options].join(' ');
}
