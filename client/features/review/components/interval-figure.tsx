import { Figure } from '../../../components/figure.tsx';
import { count } from '../../../lib/format.ts';
import { type Estimated, interval, percentText } from '../figures.ts';

export interface Group {
  name: string;
  units: number;
  raw: Estimated;
  ac1: Estimated;
}

/** Groups that are drawn; the table has all of them. */
const SHOWN = 20;

/** A dot and its interval a group, all on one scale from nought to one. */
export function IntervalFigure({
  title,
  note,
  noun,
  parts = 'texts',
  groups,
}: {
  title: string;
  note: string;
  noun: string;
  /** What each group has so many of. */
  parts?: string;
  groups: readonly Group[];
}) {
  const known = groups.filter(({ units, raw }) => units > 0 && raw.value !== null);
  if (known.length === 0) return null;
  const table = {
    head: [noun, parts, 'agree', 'low', 'high', 'AC1'],
    rows: known.map(({ name, units, raw, ac1 }) => [
      name,
      units,
      ...[raw.value, raw.low, raw.high, ac1.value].map((value) => (value === null ? '' : value.toFixed(3))),
    ]),
  };
  return (
    <div className="max-w-200">
      <Figure title={title} note={note} table={table}>
        <ul>
          {known.slice(0, SHOWN).map(({ name, units, raw }) => (
            <li
              key={name}
              className="grid h-8 grid-cols-[7rem_minmax(0,1fr)_3rem] items-center gap-3 text-13 sm:grid-cols-[12rem_minmax(0,1fr)_11rem_4rem]"
            >
              <span className="truncate" title={name}>
                {name}
              </span>
              <Dot estimated={raw} />
              <span className="text-right tabular-nums">
                <span className="sm:hidden">{percentText(raw.value ?? 0)}</span>
                <span className="max-sm:hidden">{interval(raw, percentText)}</span>
              </span>
              <span className="text-right text-muted tabular-nums max-sm:hidden">{count(units)}</span>
            </li>
          ))}
        </ul>
      </Figure>
    </div>
  );
}

function Dot({ estimated: { value, low, high } }: { estimated: Estimated }) {
  const at = (share: number | null) => `${100 * Math.max(0, Math.min(1, share ?? 0))}%`;
  return (
    <svg aria-hidden="true" className="h-5 w-full overflow-visible">
      <line x1="0" x2="100%" y1="50%" y2="50%" stroke="var(--line)" />
      {low !== null && high !== null && (
        <line x1={at(low)} x2={at(high)} y1="50%" y2="50%" stroke="var(--kept)" strokeWidth="2" />
      )}
      <circle cx={at(value)} cy="50%" r="4" fill="var(--kept)" />
    </svg>
  );
}
