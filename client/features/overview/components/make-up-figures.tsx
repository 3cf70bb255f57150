import type { MakeUp, Share } from '../../../../shared/schemas/make-up.ts';
import { NO_LICENCE } from '../../../../shared/vocabulary/pool.ts';
import { Figure } from '../../../components/figure.tsx';
import { type Bin, LengthHistogram } from '../../../components/length-histogram.tsx';
import { ShareBars } from '../../../components/share-bars.tsx';
import { count, counted } from '../../../lib/format.ts';
import { nameOf } from '../../../lib/shares.ts';
import type { Table } from '../../../lib/table.ts';
import { addressOf } from '../../../lib/urls.ts';
import { difficultyFinding, lengthFinding, shareFinding } from '../findings.ts';

/** What the selection is made of, with the pool in grey behind it. */
export function MakeUpFigures({ makeUp, runId }: { makeUp: MakeUp; runId: string }) {
  const { domains, sources, licences, lengths, difficulties } = makeUp;
  const to = (filter: Record<string, string>) => addressOf('/pool', { run: runId, kept: 'true', ...filter });
  const ofDomain = ({ name }: Share) => to({ domain: name });
  const ofSource = ({ name }: Share) => to({ source: name });
  const ofLicence = ({ name }: Share) => to({ license: name === '' ? NO_LICENCE : name });
  const ofLength = ({ from, to: end }: Bin) => to({ length: `${from}-${end - 1}` });
  const ofDifficulty = ({ from, to: end }: Bin) => to({ difficulty: `${from.toFixed(1)}-${end.toFixed(1)}` });
  const isGraded = difficulties.bins.length > 0;
  const licence = (
    <Figure
      title={shareFinding(licences, makeUp, 'licence')}
      note="Licences as the sources declare them, by share of the selection"
      table={tableOf('Licence', licences, ofLicence)}
    >
      <ShareBars shares={licences} totals={makeUp} noun="licence" most={16} hrefOf={ofLicence} />
    </Figure>
  );
  return (
    <>
      <Legend makeUp={makeUp} />
      <div className="mt-6 grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <Figure
          title={shareFinding(domains, makeUp, 'domain')}
          note={`Domains by share of the selection, ${counted(domains.length, 'domain')} in the pool`}
          table={tableOf('Domain', domains, ofDomain)}
        >
          <ShareBars shares={domains} totals={makeUp} noun="domain" hrefOf={ofDomain} />
        </Figure>
        <div className="flex min-w-0 flex-col gap-12">
          <Figure
            title={lengthFinding(lengths)}
            note="Length in tokens, two bins an octave; share of each"
            table={{
              head: ['From (tokens)', 'To (tokens)', 'Selected', 'Pool'],
              rows: lengths.bins.map(({ from, to, selected, pool }) => [from, to - 1, selected, pool]),
              links: { column: 2, of: lengths.bins.map(ofLength) },
            }}
          >
            <LengthHistogram bins={lengths.bins} totals={makeUp} hrefOf={ofLength} />
          </Figure>
          {isGraded && (
            <Figure
              title={difficultyFinding(difficulties)}
              note={`From 0 (easy) to 1, in tenths; not known for ${count(difficulties.unknown.pool)} of the pool`}
              table={{
                head: ['From', 'To', 'Selected', 'Pool'],
                rows: difficulties.bins.map(({ from, to, selected, pool }) => [
                  from.toFixed(1),
                  to.toFixed(1),
                  selected,
                  pool,
                ]),
                links: { column: 2, of: difficulties.bins.map(ofDifficulty) },
              }}
            >
              <LengthHistogram
                bins={difficulties.bins}
                totals={makeUp}
                hrefOf={ofDifficulty}
                sayBin={({ from, to }) => `Difficulty ${from.toFixed(1)} to ${to.toFixed(1)}`}
                sayFrom={(from) => from.toFixed(1)}
              />
            </Figure>
          )}
          {!isGraded && licence}
        </div>
        <Figure
          title={shareFinding(sources, makeUp, 'source')}
          note={`Sources by share of the selection, ${counted(sources.length, 'source')} in the pool`}
          table={tableOf('Source', sources, ofSource)}
        >
          <ShareBars shares={sources} totals={makeUp} noun="source" most={16} hrefOf={ofSource} />
        </Figure>
        {isGraded && licence}
      </div>
    </>
  );
}

function Legend({ makeUp }: { makeUp: MakeUp }) {
  return (
    <p className="flex flex-wrap items-center gap-x-5 gap-y-1 border-t border-line pt-5 text-13">
      <span className="flex items-center gap-2">
        <span aria-hidden="true" className="h-2 w-5 bg-kept" />
        Selection ({counted(makeUp.selected, 'question')})
      </span>
      <span className="flex items-center gap-2">
        <span aria-hidden="true" className="h-4 w-5 bg-behind" />
        Pool ({counted(makeUp.pool, 'question')})
      </span>
    </p>
  );
}

const tableOf = (kind: string, shares: readonly Share[], hrefOf: (share: Share) => string): Table => ({
  head: [kind, 'Selected', 'Pool'],
  rows: shares.map((share) => [nameOf(share), share.selected, share.pool]),
  links: { column: 1, of: shares.map(hrefOf) },
});
