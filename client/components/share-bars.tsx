import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { MakeUp, Share } from '../../shared/schemas/make-up.ts';
import { count, percent } from '../lib/format.ts';
import { nameOf } from '../lib/shares.ts';

/** Shares of selection (front) and pool (grey, behind), on one scale. */
export function ShareBars({
  shares,
  totals,
  noun,
  most = 14,
  behind = 'of the pool',
  hrefOf,
}: {
  shares: readonly Share[];
  totals: Pick<MakeUp, 'pool' | 'selected'>;
  noun: string;
  most?: number;
  /** What the grey bar is a share of. */
  behind?: string;
  hrefOf?: (share: Share) => string;
}) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole || shares.length <= most + 1 ? shares : shares.slice(0, most);
  const hidden = shares.length - shown.length;
  const largest = Math.max(
    0.001,
    ...shares.map((share) =>
      Math.max(ratio(share.selected, totals.selected), ratio(share.pool, totals.pool)),
    ),
  );
  return (
    <>
      <p aria-hidden="true" className="mb-1 flex justify-end gap-2.5 text-12 text-muted">
        <span>share</span>
        <span className="w-14 text-right">questions</span>
      </p>
      <ul>
        {shown.map((share) => (
          <li key={share.name}>
            <Leading to={hrefOf?.(share)} isNone={share.selected === 0}>
              <span className="truncate" title={nameOf(share)}>
                {nameOf(share)}
              </span>
              <span aria-hidden="true" className="relative h-4">
                <span
                  className="absolute inset-y-0 left-0 bg-behind"
                  style={widthOf(share.pool, totals.pool, largest)}
                />
                <span
                  className="absolute inset-y-1 left-0 bg-kept"
                  style={widthOf(share.selected, totals.selected, largest)}
                />
              </span>
              <span className="text-right tabular-nums">{percent(share.selected, totals.selected)}</span>
              <span
                className={`text-right tabular-nums ${hrefOf === undefined || share.selected === 0 ? 'text-muted' : 'text-link'}`}
              >
                {count(share.selected)}
              </span>
              <span className="sr-only">
                {percent(share.pool, totals.pool)} {behind}
              </span>
            </Leading>
          </li>
        ))}
      </ul>
      {(hidden > 0 || isWhole) && (
        <button
          type="button"
          onClick={() => setWhole(!isWhole)}
          className="text-link mt-2 text-13"
          aria-expanded={isWhole}
        >
          {isWhole ? 'Show fewer' : `Show ${count(hidden)} more ${noun}s`}
        </button>
      )}
    </>
  );
}

/** Names take a part of the line and never all of it, so that there is room for bars wherever the figure stands. */
const LINE = 'grid h-7 grid-cols-[min(13rem,42%)_minmax(0,1fr)_3rem_3.5rem] items-center gap-2.5 text-13';

/** The whole line leads to the questions that it counts, where there are any. */
function Leading({ to, isNone, children }: { to: string | undefined; isNone: boolean; children: ReactNode }) {
  if (to === undefined || isNone) return <span className={LINE}>{children}</span>;
  return (
    <Link to={to} className={`${LINE} hover:bg-sunken`}>
      {children}
    </Link>
  );
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const widthOf = (part: number, whole: number, largest: number) => ({
  width: `${(100 * ratio(part, whole)) / largest}%`,
  minWidth: part > 0 ? 1 : 0,
});
