import { Link } from 'react-router';
import type { PolicyOutlook, ReleaseOutlook } from '../../../../shared/schemas/release-plan.ts';
import { SideScroll } from '../../../components/side-scroll.tsx';
import { count, counted, sentence } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';

/** What a policy makes of the rows as they stand now, and what would lift what it refuses. */
export function GateView({ gate, outlook }: { gate: PolicyOutlook; outlook: ReleaseOutlook }) {
  const { refusals, review, recipe, attests, informs, waived } = gate;
  const told = [...Object.entries(attests), ...Object.entries(informs)];
  return (
    <section aria-labelledby="gate">
      <h2 id="gate" className="text-16 leading-head font-semibold">
        {headOf(gate)}
      </h2>
      <p className="mt-1 text-12 text-muted">
        {sentence(gate.distribution.replaceAll('-', ' '))}. Looked at over {counted(outlook.rows, 'row')} as
        they stand now; the release itself looks again before it writes a byte.
      </p>
      {refusals.length > 0 && (
        <SideScroll label="What stands in the way" className="mt-3">
          <table className="w-full max-w-200 border-collapse text-13">
            <caption className="sr-only">What stands in the way</caption>
            <thead className="text-12 text-muted">
              <tr className="border-b border-line text-left *:py-1.5 *:font-medium">
                <th scope="col">Flag</th>
                <th scope="col" className="pr-4 text-right">
                  Rows
                </th>
                <th scope="col">What would lift it</th>
              </tr>
            </thead>
            <tbody>
              {refusals.map(({ code, effect, rows, lift }) => (
                <tr key={`${code} ${effect}`} className="border-b border-line align-top *:py-1.5">
                  <td className="pr-4">
                    <span className="font-mono text-12 max-sm:break-all sm:whitespace-nowrap">{code}</span>
                    <span className="block text-12 text-muted">
                      {effect === 'block' ? 'blocks' : 'somebody has to answer for it'}
                    </span>
                  </td>
                  <td className="pr-4 text-right tabular-nums">{count(rows)}</td>
                  <td className="break-words">{lift}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-13">
            <Link className="text-link" to={addressOf('/compliance', { part: 'flags', run: outlook.runId })}>
              The rows of each flag
            </Link>
            <Link
              className="text-link"
              to={addressOf('/compliance', { part: 'licences', run: outlook.runId })}
            >
              Conclude licences
            </Link>
            <Link
              className="text-link"
              to={addressOf('/compliance', { part: 'waivers', run: outlook.runId })}
            >
              Answer for flags
            </Link>
          </p>
        </SideScroll>
      )}
      {review.says !== null && (
        <p className="mt-2 text-13">
          {review.says}{' '}
          <Link className="text-link" to={addressOf('/review', { run: outlook.runId })}>
            Review them
          </Link>
        </p>
      )}
      {recipe !== null && recipe.says !== null && (
        <p className="mt-2 border-l-2 border-warn pl-3 text-13">
          The recipe of the run refuses it, whatever the policy: {recipe.says}.{' '}
          <Link className="text-link" to={addressOf('/review', { run: outlook.runId })}>
            Review them
          </Link>
        </p>
      )}
      {told.length > 0 && (
        <p className="mt-2 max-w-[80ch] text-12 text-muted">
          Readers are told of {told.map(([code, rows]) => `${code} (${count(rows)})`).join(', ')}.
        </p>
      )}
      {Object.keys(waived).length > 0 && (
        <p className="mt-1 max-w-[80ch] text-12 text-muted">
          Lifted by waivers:{' '}
          {Object.entries(waived)
            .map(([code, rows]) => `${code} (${count(rows ?? 0)})`)
            .join(', ')}
          .
        </p>
      )}
      <RowsSaid outlook={outlook} />
    </section>
  );
}

function headOf({ policy, passes, refusals, review, recipe }: PolicyOutlook): string {
  if (passes) return `${policy} lets it pass`;
  const byPolicy = refusals.length > 0 || !review.met;
  return byPolicy || recipe === null
    ? `${policy} refuses it`
    : `${policy} would let it pass; the recipe does not`;
}

function RowsSaid({ outlook }: { outlook: ReleaseOutlook }) {
  const { runId, fromReserve, gaveWay, validation } = outlook;
  const gone = Object.entries(gaveWay);
  return (
    <p className="mt-2 max-w-[80ch] text-12 text-muted">
      {gone.length > 0 && (
        <>
          Of the selected,{' '}
          {gone.map(([reason, n]) => `${count(n)} gave way (${reason.replaceAll('-', ' ')})`).join(', ')}.{' '}
        </>
      )}
      {fromReserve > 0 && `${count(fromReserve)} came from the reserve in their place. `}
      {validation.wanted > 0 && `${count(validation.rows)} of ${count(validation.wanted)} are held back. `}
      <Link className="text-link" to={addressOf('/pool', { run: runId, kept: 'true' })}>
        The selected
      </Link>
    </p>
  );
}
