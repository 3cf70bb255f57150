import { Icon } from '../../../components/icons.tsx';
import type { PoolFilter } from '../../../lib/urls.ts';

const NAMES = ['area', 'length', 'difficulty'] as const;

/** Whether anything was chosen that only the map can draw. */
export const isFromMap = (filter: PoolFilter): boolean => NAMES.some((name) => filter[name] !== undefined);

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
  name === 'length' ? `${range.replace('-', ' to ')} tokens` : `Difficulty ${range.replace('-', ' to ')}`;
