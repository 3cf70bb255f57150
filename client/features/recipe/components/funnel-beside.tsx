import { Link } from 'react-router';
import type { RunDiffHead } from '../../../../shared/schemas/run-diff.ts';
import type { StageName } from '../../../../shared/vocabulary/stages.ts';
import { Figure } from '../../../components/figure.tsx';
import { StageMark, stageColour } from '../../../components/stage-mark.tsx';
import { count } from '../../../lib/format.ts';
import { reasonName, stageName } from '../../../lib/stages.ts';

export type Beside = RunDiffHead['funnel'];

/** Where a number leads; null where nothing stands behind it. */
export interface FunnelLinks {
  /** Those left after a stage, or selected at the last one. */
  left: (stage: StageName, isLast: boolean, side: 'before' | 'after') => string | null;
  fell: (stage: StageName, reason: string, side: 'before' | 'after') => string | null;
}

/** Two funnels on one scale: the earlier one in grey behind, the later one in front, with what fell where below. */
export function FunnelBeside({
  funnel,
  pool,
  names,
  links,
}: {
  funnel: Beside;
  pool: number;
  names: { before: string; after: string };
  links: FunnelLinks;
}) {
  return (
    <Figure
      title={findingOf(funnel)}
      note={`Questions left after each stage; ${names.before} in grey behind, ${names.after} in front`}
      table={{
        head: ['Stage', 'Reason', names.before, names.after],
        rows: funnel.flatMap(({ stage, before, after }) => [
          [stageName(stage), 'left', before?.kept ?? 0, after?.kept ?? 0],
          ...reasonsOf({ stage, before, after }).map(({ reason, was, is }) => [
            stageName(stage),
            reasonName(reason),
            was,
            is,
          ]),
        ]),
      }}
    >
      <ol className="flex flex-col">
        {funnel.map((row, at) => (
          <StageRow
            key={row.stage}
            row={row}
            pool={pool}
            isLast={at === funnel.length - 1}
            links={links}
            names={names}
          />
        ))}
      </ol>
    </Figure>
  );
}

function StageRow({
  row,
  pool,
  isLast,
  links,
  names,
}: {
  row: Beside[number];
  pool: number;
  isLast: boolean;
  links: FunnelLinks;
  names: { before: string; after: string };
}) {
  const { stage, before, after } = row;
  const width = (kept: number | undefined) => ({ width: `${(100 * (kept ?? 0)) / Math.max(pool, 1)}%` });
  const isApplied = after?.notApplied == null;
  return (
    <li className="border-t border-line py-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 sm:grid-cols-[9.5rem_minmax(0,1fr)_auto]">
        <span className="flex items-center gap-2 text-13">
          <StageMark stage={stage} />
          {stageName(stage)}
        </span>
        <span aria-hidden="true" className="relative h-5 max-sm:order-last max-sm:col-span-2 max-sm:mt-1">
          <span className="absolute inset-y-0 left-0 bg-behind" style={width(before?.kept)} />
          <span
            className={`absolute inset-y-1 left-0 ${isApplied ? (isLast ? 'bg-kept' : 'bg-kept-soft') : 'hatched border border-line-strong'}`}
            style={{ ...width(after?.kept), minWidth: 2 }}
          />
        </span>
        <span className="flex items-baseline justify-end gap-2 text-13 tabular-nums sm:w-40">
          <Pair
            was={before?.kept ?? null}
            is={after?.kept ?? null}
            says={isLast ? 'selected' : `left after ${stageName(stage).toLowerCase()}`}
            names={names}
            to={(side) => links.left(stage, isLast, side)}
          />
        </span>
      </div>
      <Reasons row={row} links={links} names={names} />
      {after?.notApplied != null && (
        <p className="text-12 text-muted sm:ml-42">Not applied: {after.notApplied.why}</p>
      )}
    </li>
  );
}

function Reasons({
  row,
  links,
  names,
}: {
  row: Beside[number];
  links: FunnelLinks;
  names: { before: string; after: string };
}) {
  const reasons = reasonsOf(row);
  if (reasons.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-0.5 pt-1 text-12 sm:pl-[10.5rem]">
      {reasons.map(({ reason, was, is }) => (
        <li key={reason} className="flex items-baseline gap-1.5 tabular-nums">
          <span className="border-l-2 pl-1.5 text-muted" style={{ borderColor: stageColour(row.stage) }}>
            {reasonName(reason)}
          </span>
          <Pair
            was={was}
            is={is}
            says={`fell: ${reasonName(reason)}`}
            names={names}
            to={(side) => links.fell(row.stage, reason, side)}
          />
        </li>
      ))}
    </ul>
  );
}

/** `24,517 → 31,002`, or one number where both are the same; each leads to its rows. */
function Pair({
  was,
  is,
  says,
  names,
  to,
}: {
  was: number | null;
  is: number | null;
  says: string;
  names: { before: string; after: string };
  to: (side: 'before' | 'after') => string | null;
}) {
  if (was === is) return <Figures value={is} says={says} of={names.after} href={to('after')} />;
  return (
    <>
      <span className="text-muted">
        <Figures value={was} says={says} of={names.before} href={to('before')} isQuiet />
      </span>
      <span aria-hidden="true" className="text-faint">
        →
      </span>
      <Figures value={is} says={says} of={names.after} href={to('after')} />
    </>
  );
}

function Figures({
  value,
  says,
  of,
  href,
  isQuiet = false,
}: {
  value: number | null;
  says: string;
  of: string;
  href: string | null;
  isQuiet?: boolean;
}) {
  if (value === null) return <span className="text-muted">no such stage</span>;
  const words = (
    <>
      {count(value)}
      <span className="sr-only">
        {' '}
        {says} ({of})
      </span>
    </>
  );
  if (href === null || value === 0) return <span>{words}</span>;
  return (
    <Link to={href} preventScrollReset className={isQuiet ? 'hover:underline' : 'text-link font-medium'}>
      {words}
    </Link>
  );
}

function reasonsOf({ before, after }: Beside[number]) {
  const reasons = [...new Set([...Object.keys(after?.dropped ?? {}), ...Object.keys(before?.dropped ?? {})])];
  return reasons.map((reason) => ({
    reason,
    was: before?.dropped[reason] ?? 0,
    is: after?.dropped[reason] ?? 0,
  }));
}

/** The stage whose loss moved most. */
function findingOf(funnel: Beside): string {
  const gates = funnel.slice(0, -1).map(({ stage, before, after }) => {
    const fell = (one: typeof before) => (one === null ? 0 : one.in - one.kept);
    return { stage, was: fell(before), is: fell(after) };
  });
  const most = gates.reduce<(typeof gates)[number] | null>(
    (best, gate) =>
      best === null || Math.abs(gate.is - gate.was) > Math.abs(best.is - best.was) ? gate : best,
    null,
  );
  if (most === null || most.is === most.was) return 'Every gate takes as many as before';
  return `${stageName(most.stage)} takes ${count(Math.abs(most.is - most.was))} ${most.is > most.was ? 'more' : 'fewer'}: ${count(most.is)} against ${count(most.was)}`;
}
