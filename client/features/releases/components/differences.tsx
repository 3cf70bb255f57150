import { useState } from 'react';
import { Link } from 'react-router';
import type { ReleaseItem } from '../../../../shared/schemas/lists.ts';
import { Picker } from '../../../components/picker.tsx';
import { SideScroll } from '../../../components/side-scroll.tsx';
import { addressOf } from '../../../lib/urls.ts';
import { factsOf } from '../release-facts.ts';
import { RowDifferences } from './row-differences.tsx';

/** How a release differs from another: row by row, then line by line what is told of them. */
export function Differences({ release, all }: { release: ReleaseItem; all: readonly ReleaseItem[] }) {
  const others = all.filter(({ releaseId }) => releaseId !== release.releaseId);
  const before = all[all.findIndex(({ releaseId }) => releaseId === release.releaseId) - 1];
  const [against, setAgainst] = useState(before?.releaseId ?? others[0]?.releaseId ?? '');
  const other = others.find(({ releaseId }) => releaseId === against);
  if (other === undefined) return null;
  const [was, is] = [linesOf(other), linesOf(release)];
  const names = [...new Set([...is.keys(), ...was.keys()])];
  const differing = names.filter((name) => was.get(name) !== is.get(name));
  return (
    <section aria-labelledby="differences" className="mt-10">
      <h2 id="differences" className="text-16 leading-head font-semibold">
        Beside another release
      </h2>
      <div className="mt-2 flex flex-wrap items-center gap-2 text-13 text-muted">
        Held against
        <Picker label="Held against" value={against} onChange={setAgainst}>
          {others.map(({ releaseId, policy }) => (
            <option key={releaseId} value={releaseId}>
              {releaseId} ({policy})
            </option>
          ))}
        </Picker>
        {release.runId !== null && other.runId !== null && release.runId !== other.runId && (
          <Link
            className="text-link"
            to={addressOf('/recipe/compare', { run: release.runId, against: other.runId })}
          >
            Their runs, question by question
          </Link>
        )}
      </div>
      <RowDifferences id={release.releaseId} against={other.releaseId} runId={release.runId} />
      {differing.length > 0 && (
        <SideScroll label="What differs" className="mt-6">
          <table className="w-full max-w-240 border-collapse text-13">
            <thead className="text-12 text-muted">
              <tr className="border-b border-line text-left *:py-1.5 *:pr-6 *:font-medium">
                <th scope="col">What</th>
                <th scope="col">{other.releaseId}</th>
                <th scope="col">{release.releaseId}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((name) => (
                <tr key={name} className="border-b border-line align-top *:py-1.5 *:pr-6">
                  <th scope="row" className="text-left font-normal text-muted">
                    {name}
                  </th>
                  <td className="break-all text-muted">{was.get(name) ?? '–'}</td>
                  <td className="break-all">{is.get(name) ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </SideScroll>
      )}
    </section>
  );
}

const linesOf = (release: ReleaseItem): Map<string, string> =>
  new Map([
    ['Run', release.runId ?? '–'],
    ['Policy', release.policy],
    ...factsOf(release).lines.map(([name, value]) => [name, value] as const),
  ]);
