import type { CollectionItem } from '../../../../shared/schemas/collection.ts';
import { traceColour } from '../../../components/trace-mark.tsx';
import { count } from '../../../lib/format.ts';
import { outcomeParts } from '../words.ts';

/** What became of every item as one bar: as wide as the counts, what is still to come hatched. */
export function OutcomeBar({ item, isThin = false }: { item: CollectionItem; isThin?: boolean }) {
  const parts = outcomeParts(item).filter((part) => part.count > 0);
  const rest = item.inFlight + item.pending;
  const total = Math.max(1, item.asked + rest);
  const said = [
    ...parts.map((part) => `${count(part.count)} ${part.group}`),
    ...(rest > 0 ? [`${count(rest)} still to come`] : []),
  ].join(', ');
  return (
    <div
      role="img"
      aria-label={said}
      title={said}
      className={`flex w-full gap-px overflow-hidden rounded-[3px] bg-sunken ${isThin ? 'h-2' : 'h-4'}`}
    >
      {parts.map((part) => (
        <span
          key={part.group}
          className="min-w-0.5"
          style={{ width: `${(100 * part.count) / total}%`, background: traceColour(part.group) }}
        />
      ))}
      {rest > 0 && <span className="hatched min-w-0.5" style={{ width: `${(100 * rest) / total}%` }} />}
    </div>
  );
}
