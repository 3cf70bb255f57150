import { Icon } from '../../../components/icons.tsx';
import type { PoolFilter } from '../../../lib/urls.ts';
import { lengthSaid } from '../headline.ts';

const NAMES = ['area', 'length', 'difficulty'] as const;

/** What was chosen on the map: an area, and ranges of length and difficulty. */
export function MapFilters({
  filter,
  onDrop,
}: {
  filter: PoolFilter;
  onDrop: (name: (typeof NAMES)[number]) => void;
}) {
  return NAMES.filter((name) => filter[name] !== undefined).map((name) => {
    const says = name === 'area' ? 'In an area of the map' : sayRange(name, filter[name] ?? '');
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

const sayRange = (name: 'length' | 'difficulty', range: string): string =>
  name === 'length' ? `${lengthSaid(range)} tokens` : `Difficulty ${range.replace('-', ' to ')}`;
