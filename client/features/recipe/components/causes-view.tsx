import { Link } from 'react-router';
import { CHANGE_SIDES, causeKey, type RunDiffHead } from '../../../../shared/schemas/run-diff.ts';
import { SideScroll } from '../../../components/side-scroll.tsx';
import { count, counted } from '../../../lib/format.ts';
import { causeName, togetherSaid, valueSaid } from '../causes.ts';

const SIDES = { added: 'In', removed: 'Out', moved: 'Elsewhere' } as const;

/** What the changes are put down to: every line in which the two differ, with how many it accounts for. */
export function CausesView({
  diff,
  hrefOf,
}: {
  diff: RunDiffHead;
  /** Where the questions of a side that are put down to a cause are listed. */
  hrefOf: (side: (typeof CHANGE_SIDES)[number], cause: string) => string;
}) {
  const { causes, factors, warnings } = diff;
  const idle = factors.filter(
    ({ kind, stage, key }) =>
      !causes.some(
        (cause) => cause.kind === kind && (cause.key === key || kind === 'evidence') && cause.stage === stage,
      ) && kind === 'recipe',
  );
  if (causes.length === 0)
    return (
      <p className="text-13 text-muted">
        {factors.length === 0
          ? 'Nothing differs.'
          : `They differ in ${counted(factors.length, 'line')}, and no question stands elsewhere for it.`}
      </p>
    );
  return (
    <SideScroll label="Changes by their cause">
      <h2 className="mb-2 text-16 leading-head font-semibold">What the changes are put down to</h2>
      <table className="stacks w-full max-w-200 border-collapse text-13">
        <caption className="sr-only">Changes by their cause</caption>
        <thead className="text-12 text-muted">
          <tr className="border-b border-line text-left *:py-1.5 *:font-medium">
            <th scope="col">Cause</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            {CHANGE_SIDES.map((side) => (
              <th key={side} scope="col" className="pl-5 text-right">
                {SIDES[side]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {causes.map((cause) => {
            const factor = factors.find(
              ({ kind, stage, key }) => kind === cause.kind && key === cause.key && stage === cause.stage,
            );
            const name = `${causeName(cause)}${togetherSaid(cause.together)}`;
            return (
              <tr key={name} className="border-b border-line *:py-1.5">
                <td className="pr-4 font-mono text-12">{name}</td>
                <td data-name="From" className="pr-4 text-muted">
                  {factor === undefined ? '' : valueSaid(factor.from)}
                </td>
                <td data-name="To" className="pr-4">
                  {factor === undefined ? '' : valueSaid(factor.to)}
                </td>
                {CHANGE_SIDES.map((side) => (
                  <td key={side} data-name={SIDES[side]} className="text-right tabular-nums">
                    {cause[side] === 0 ? (
                      '0'
                    ) : (
                      <Link to={hrefOf(side, causeKey(cause))} preventScrollReset className="text-link">
                        {count(cause[side])}
                      </Link>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {idle.length > 0 && (
        <p className="mt-2 text-12 text-muted">Without any effect here: {idle.map(causeName).join(', ')}.</p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="mt-2 max-w-[75ch] text-12 text-warn">
          {warning}
        </p>
      ))}
    </SideScroll>
  );
}
