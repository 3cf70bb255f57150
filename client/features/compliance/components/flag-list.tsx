import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { FlagCode } from '../../../../shared/vocabulary/flags.ts';
import { LineTable } from '../../../components/line-table.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { Loading, Problem } from '../../../components/states.tsx';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';
import { type FlagState, flagsQuery } from '../api/compliance.ts';

/** Flags of one code, each with what it stands on and what was found. */
export function FlagList({ code, state }: { code: FlagCode; state: FlagState | undefined }) {
  const { param: run } = useChosenRun();
  const [search] = useSearchParams();
  const found = useInfiniteQuery(flagsQuery({ code, state }));
  if (found.error !== null) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const flags = found.data?.pages.flatMap(({ items }) => items);
  const all = Object.fromEntries([...search].filter(([name]) => name !== 'code' && name !== 'state'));
  return (
    <section aria-label={`Flags ${code}`} className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
        <span>
          <span className="font-mono text-12">{code}</span>
          {state !== undefined && <span className="text-muted">, {state}</span>}
        </span>
        <Link className="text-link" to={addressOf('/compliance', all)}>
          All flags
        </Link>
      </p>
      <SaveRows
        path="/flags"
        query={{ code, ...(state !== undefined && { state }) }}
        command={state === undefined ? `flags --code ${code}` : undefined}
      />
      {flags === undefined ? (
        <Loading what="flags" />
      ) : flags.length === 0 ? (
        <p className="text-13 text-muted">No flag fits.</p>
      ) : (
        <LineTable
          stacks
          label="Flags"
          columns={[
            { name: 'Stands on' },
            { name: 'State' },
            { name: 'Raised', isExtra: true },
            { name: 'Found' },
          ]}
          lines={flags.map(({ flagId, subject, state: stands, phase, evidence }) => ({
            key: flagId,
            cells: [
              <span key="subject" className="block max-w-80 min-w-40 break-words">
                <span className="text-muted">{subject.type} </span>
                <Link className="text-link" to={placeOf(subject, run)}>
                  {subject.id}
                </Link>
              </span>,
              stands,
              `at ${phase}`,
              <span key="evidence" className="line-clamp-3 min-w-48 font-mono text-12 break-words text-muted">
                <PlainText text={JSON.stringify(evidence).slice(0, 400)} />
              </span>,
            ],
          }))}
        />
      )}
      {found.hasNextPage && (
        <button type="button" className="control self-start" onClick={() => void found.fetchNextPage()}>
          Show more
        </button>
      )}
    </section>
  );
}

/** Where what a flag stands on is looked at. */
function placeOf({ type, id }: { type: string; id: string }, run: string | undefined): string {
  if (type === 'question') return addressOf(`/pool/${encodeURIComponent(id)}`, { run });
  if (type === 'source') return addressOf('/pool', { run, source: id });
  if (type === 'release') return addressOf(`/releases/${encodeURIComponent(id)}`, { run });
  return addressOf('/audit', { run, for: id });
}
