import { Icon } from '../../../components/icons.tsx';
import type { PoolFilter } from '../../../lib/urls.ts';
import { lengthSaid } from '../headline.ts';

const NAMES = ['area', 'length', 'difficulty', 'import', 'also'] as const;

/** What was chosen elsewhere: an area and ranges on the map, an import, what another run selects too. */
export function MapFilters({
  filter,
  onDrop,
}: {
  filter: PoolFilter;
  onDrop: (name: (typeof NAMES)[number]) => void;
}) {
  return NAMES.filter((name) => filter[name] !== undefined).map((name) => {
    const says = SAYS[name](filter[name] ?? '');
    return (
      <button
        key={name}
        type="button"
        className="control max-w-64"
        aria-label={`Without: ${says}`}
        onClick={() => onDrop(name)}
      >
        <span className="truncate">{says}</span>
        <Icon name="close" size={12} />
      </button>
    );
  });
}

const SAYS: Readonly<Record<(typeof NAMES)[number], (value: string) => string>> = {
  area: () => 'In an area of the map',
  length: (range) => `${lengthSaid(range)} tokens`,
  difficulty: (range) => `Difficulty ${range.replace('-', ' to ')}`,
  import: (id) => `Of ${id}`,
  also: (run) => `${run} selects them too`,
};
