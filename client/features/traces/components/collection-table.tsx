import { Link } from 'react-router';
import type { CollectionItem } from '../../../../shared/schemas/collection.ts';
import { EffectMark } from '../../../components/effect-mark.tsx';
import { count, dollars, percent, when } from '../../../lib/format.ts';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';
import { collectionHref } from '../filter.ts';
import { askedName, progressSaid } from '../words.ts';
import { OutcomeBar } from './outcome-bar.tsx';

/** A line a collection: dense on a desk, a small block on a phone. */
export function CollectionTable({ collections }: { collections: readonly CollectionItem[] }) {
  return (
    <table className="mt-6 w-full border-collapse text-13 max-sm:block">
      <thead className="text-12 text-muted max-sm:sr-only">
        <tr className="border-b border-line text-left *:py-2 *:pr-6 *:font-medium">
          <th scope="col">Teacher</th>
          <th scope="col" className="max-lg:hidden">
            Run
          </th>
          <th scope="col" className="w-2/5">
            Outcome
          </th>
          <th scope="col" className="text-right">
            Usable
          </th>
          <th scope="col" className="text-right">
            Spent
          </th>
          <th scope="col">Refused under</th>
          <th scope="col" className="pr-0! max-lg:hidden">
            Begun
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {collections.map((one) => (
          <Line key={one.collectionId} collection={one} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ collection }: { collection: CollectionItem }) {
  const { collectionId, runId, teacher, model, state, asked, traces, spentUsd, createdAt } = collection;
  const { param } = useChosenRun();
  return (
    <tr className="group relative border-b border-line hover:bg-sunken *:py-2.5 *:pr-6 max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-4 max-sm:gap-y-2 max-sm:py-3 max-sm:*:p-0">
      <td className="max-w-72">
        <Link
          to={collectionHref(collectionId, {}, param)}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {askedName(collection)}
        </Link>
        <span className="block truncate text-12 text-muted">
          {model === null ? 'asks nobody' : teacher}
          {state !== 'open' && ` · ${state}`}
        </span>
      </td>
      <td className="max-lg:hidden">
        {runId === null ? (
          <span className="text-muted">no run</span>
        ) : (
          <Link className="text-link relative z-1" to={addressOf('/', { run: runId })}>
            {runId}
          </Link>
        )}
      </td>
      <td className="max-sm:order-last max-sm:col-span-2">
        <OutcomeBar item={collection} isThin />
        <span className="mt-1 block text-12 text-muted">{progressSaid(collection)}</span>
      </td>
      <td className="text-right tabular-nums">
        {traces.usable === 0 ? (
          '0'
        ) : (
          <Link
            className="text-link relative z-1"
            to={collectionHref(collectionId, { outcome: 'usable' }, param)}
          >
            {count(traces.usable)}
            <span className="sr-only"> usable</span>
          </Link>
        )}
        <span className="ml-1.5 text-12 text-muted sm:block">{percent(traces.usable, asked)}</span>
      </td>
      <td className="text-right tabular-nums max-sm:hidden">{spentUsd === 0 ? '–' : dollars(spentUsd)}</td>
      <td className="max-sm:order-last max-sm:col-span-2">
        <Refusals collection={collection} />
      </td>
      <td className="whitespace-nowrap text-muted max-lg:hidden">{when(createdAt)}</td>
    </tr>
  );
}

/** Which policies would refuse usable traces, and how many. */
function Refusals({ collection }: { collection: CollectionItem }) {
  const refusing = collection.outlooks.filter(({ refused }) => refused > 0);
  if (refusing.length === 0)
    return <span className="text-muted">{collection.traces.usable === 0 ? '–' : 'no policy refuses'}</span>;
  return (
    <ul className="flex flex-wrap gap-x-3">
      {refusing.map(({ policy, refused }) => (
        <li key={policy} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <EffectMark effect="block" />
          {policy} <span className="text-muted tabular-nums">{count(refused)}</span>
        </li>
      ))}
    </ul>
  );
}
