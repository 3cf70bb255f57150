import { count } from '../../../lib/format.ts';
import type { Classes, Kind } from '../classes.ts';
import type { MapFilter } from '../filter.ts';

/** What the colours stand for; each line narrows the map to its points, so that nobody has to tell hues apart. */
export function Legend({
  classes,
  filter,
  onFilter,
}: {
  classes: Classes;
  filter: MapFilter;
  onFilter: (changes: MapFilter) => void;
}) {
  return (
    <section aria-label="Legend" className="-mx-1.5">
      <h2 className="mb-1 flex justify-between px-1.5 text-12 font-medium text-muted">
        <span>Colours</span>
        <span className="font-normal">questions</span>
      </h2>
      <ul>
        {classes.kinds.map((kind) => (
          <li key={kind.name}>
            <Line kind={kind} filter={filter} onFilter={onFilter} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({
  kind,
  filter,
  onFilter,
}: {
  kind: Kind;
  filter: MapFilter;
  onFilter: (changes: MapFilter) => void;
}) {
  const isOn = isSame(kind, filter);
  const numbers = (
    <span className="ml-auto text-muted tabular-nums">
      {kind.meant === kind.all ? count(kind.all) : `${count(kind.meant)} of ${count(kind.all)}`}
    </span>
  );
  const mark = (
    <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full" style={{ background: kind.colour }} />
  );
  const look = 'flex min-h-7 w-full items-center gap-2 rounded-ui px-1.5 text-left text-13';
  if (kind.filter === null)
    return (
      <p className={look}>
        {mark}
        <span className="min-w-0 truncate">{kind.name}</span>
        {numbers}
      </p>
    );
  return (
    <button
      type="button"
      aria-pressed={isOn}
      title={isOn ? 'Show all again' : `Only these: ${kind.name}`}
      onClick={() => onFilter(turned(kind, isOn))}
      className={`${look} hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-medium`}
    >
      {mark}
      <span className="min-w-0 truncate">{kind.name}</span>
      {numbers}
    </button>
  );
}

const OUTCOME = ['stage', 'reason', 'kept'] as const;

/** The filter with only this kind, or without it; the three that name an outcome go together. */
function turned({ filter }: Kind, isOn: boolean): MapFilter {
  const isOutcome = OUTCOME.some((name) => filter?.[name] !== undefined);
  const none = isOutcome ? { stage: undefined, reason: undefined, kept: undefined } : {};
  const own = filter ?? {};
  return isOn
    ? { ...Object.fromEntries(Object.keys(own).map((name) => [name, undefined])), ...none }
    : { ...none, ...own };
}

const isSame = ({ filter: own }: Kind, filter: MapFilter): boolean =>
  own !== null &&
  Object.entries(own).every(([name, value]) => filter[name as keyof MapFilter] === value) &&
  (OUTCOME.every((name) => own[name] === undefined) || OUTCOME.every((name) => own[name] === filter[name]));
