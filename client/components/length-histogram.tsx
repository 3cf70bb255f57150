import { Link } from 'react-router';
import type { MakeUp } from '../../shared/schemas/make-up.ts';
import { count, percent } from '../lib/format.ts';

export interface Bin {
  from: number;
  to: number;
  pool: number;
  selected: number;
}

/** How long, or how difficult, the questions are: one column a bin, the pool in grey behind the selection. */
export function LengthHistogram({
  bins,
  totals,
  behind = 'in the pool',
  sayBin = ({ from, to }) => `${count(from)} to ${count(to - 1)} tokens`,
  sayFrom = count,
  hrefOf,
}: {
  bins: readonly Bin[];
  totals: Pick<MakeUp, 'pool' | 'selected'>;
  /** What the grey columns count. */
  behind?: string;
  sayBin?: (bin: Bin) => string;
  /** The edge of a bin, below it. */
  sayFrom?: (from: number) => string;
  /** Where the selected of a bin are listed. Only for the pointer: the table behind leads there by keys. */
  hrefOf?: (bin: Bin) => string;
}) {
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const tallest = Math.max(
    0.001,
    ...bins.map((bin) => Math.max(share(bin.pool, totals.pool), share(bin.selected, totals.selected))),
  );
  const height = (part: number, whole: number) => ({ height: `${(100 * share(part, whole)) / tallest}%` });
  const every = Math.max(1, Math.ceil(bins.length / 8));
  return (
    <div aria-hidden="true" className="pt-1">
      <div className="flex h-36 items-end gap-px border-b border-line-strong">
        {bins.map((bin) => (
          <div
            key={bin.from}
            className={`relative h-full flex-1 ${hrefOf !== undefined && bin.selected > 0 ? 'hover:bg-sunken' : ''}`}
            title={`${sayBin(bin)}: ${count(bin.selected)} selected (${percent(bin.selected, totals.selected)}), ${count(bin.pool)} ${behind} (${percent(bin.pool, totals.pool)})`}
          >
            <div className="absolute inset-x-0 bottom-0 bg-behind" style={height(bin.pool, totals.pool)} />
            <div
              className="absolute inset-x-[22%] bottom-0 bg-kept"
              style={height(bin.selected, totals.selected)}
            />
            {hrefOf !== undefined && bin.selected > 0 && (
              <Link to={hrefOf(bin)} tabIndex={-1} className="absolute inset-0" />
            )}
          </div>
        ))}
      </div>
      <div className="flex gap-px text-12 text-muted">
        {bins.map((bin, i) => (
          <span key={bin.from} className="relative h-5 flex-1">
            {i % every === 0 && (
              <span className="absolute top-0.5 left-0 whitespace-nowrap">{sayFrom(bin.from)}</span>
            )}
          </span>
        ))}
      </div>
    </div>
  );
}
