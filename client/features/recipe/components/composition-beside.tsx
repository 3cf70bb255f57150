import type { MakeUp, Share } from '../../../../shared/schemas/make-up.ts';
import { NO_LICENCE } from '../../../../shared/vocabulary/pool.ts';
import { Figure } from '../../../components/figure.tsx';
import { LengthHistogram } from '../../../components/length-histogram.tsx';
import { ShareBars } from '../../../components/share-bars.tsx';
import { nameOf } from '../../../lib/shares.ts';
import { binsBeside, lengthMoved, movedMost, sharesBeside } from '../compositions.ts';

type Names = { before: string; after: string };

/** What two selections are made of: the earlier one in grey behind. */
export function CompositionBeside({
  before,
  after,
  names,
  hrefOf,
}: {
  before: MakeUp;
  after: MakeUp;
  names: Names;
  /** Where a share of the later selection is listed; without it, it is a preview, which nothing lists by share. */
  hrefOf?: (filter: Record<string, string>) => string;
}) {
  const totals = { pool: before.selected, selected: after.selected };
  const lengths = binsBeside(before.lengths.bins, after.lengths.bins);
  const tenths = binsBeside(before.difficulties.bins, after.difficulties.bins);
  const shares = { before, after, names, totals };
  const to = (filterOf: (name: string) => Record<string, string>) =>
    hrefOf === undefined ? {} : { hrefOf: ({ name }: Share) => hrefOf(filterOf(name)) };
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
      <Shares {...shares} of="domains" kind="domain" {...to((domain) => ({ domain }))} />
      <Shares {...shares} of="sources" kind="source" {...to((source) => ({ source }))} />
      <Shares
        {...shares}
        of="licences"
        kind="licence"
        {...to((name) => ({ license: name === '' ? NO_LICENCE : name }))}
      />
      <div className="flex min-w-0 flex-col gap-10">
        <Figure
          title={lengthMoved(before.lengths.median, after.lengths.median)}
          note="Length in tokens, two bins an octave; share of each selection"
          table={{
            head: ['From (tokens)', 'To (tokens)', names.before, names.after],
            rows: lengths.map(({ from, to, pool, selected }) => [from, to - 1, pool, selected]),
          }}
        >
          <LengthHistogram bins={lengths} totals={totals} behind={`by ${names.before}`} />
        </Figure>
        {tenths.length > 0 && (
          <Figure
            title="Difficulty of the selection"
            note="From 0 (easy) to 1, in tenths; questions without a difficulty are left out"
            table={{
              head: ['From', 'To', names.before, names.after],
              rows: tenths.map(({ from, to, pool, selected }) => [
                from.toFixed(1),
                to.toFixed(1),
                pool,
                selected,
              ]),
            }}
          >
            <LengthHistogram
              bins={tenths}
              totals={totals}
              behind={`by ${names.before}`}
              sayBin={({ from, to }) => `Difficulty ${from.toFixed(1)} to ${to.toFixed(1)}`}
              sayFrom={(from) => from.toFixed(1)}
            />
          </Figure>
        )}
      </div>
    </div>
  );
}

function Shares({
  before,
  after,
  names,
  totals,
  of,
  kind,
  hrefOf,
}: {
  before: MakeUp;
  after: MakeUp;
  names: Names;
  totals: { pool: number; selected: number };
  of: 'domains' | 'sources' | 'licences';
  kind: string;
  hrefOf?: (share: Share) => string;
}) {
  const shares = sharesBeside(before[of], after[of]);
  return (
    <Figure
      title={movedMost(shares, { before: totals.pool, after: totals.selected }, kind)}
      note={`By ${kind}, share of each selection; ${names.before} in grey behind`}
      table={{
        head: [kind, names.before, names.after],
        rows: shares.map((share) => [nameOf(share), share.pool, share.selected]),
      }}
    >
      <ShareBars
        shares={shares}
        totals={totals}
        noun={kind}
        most={10}
        behind={`by ${names.before}`}
        {...(hrefOf && { hrefOf })}
      />
    </Figure>
  );
}
