import { useQuery } from '@tanstack/react-query';
import type { TermsItem } from '../../../../shared/schemas/compliance.ts';
import { SaveRows } from '../../../components/save-rows.tsx';
import { LoadingPart, Problem } from '../../../components/states.tsx';
import { counted, when } from '../../../lib/format.ts';
import { termsQuery } from '../api/compliance.ts';

/** The registry of terms by date: what each version says, and how it differs from the one before. */
export function Terms() {
  const { data, error, refetch } = useQuery(termsQuery());
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingPart what="terms" />;
  return (
    <>
      <SaveRows path="/terms" command="terms list" />
      <ul className="mt-2 max-w-200">
        {data.items.map((one) => (
          <li key={one.id} className="border-b border-line">
            <details className="py-2">
              <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5 text-13">
                <span className="font-mono text-12 break-all">{one.id}</span>
                <span className="text-muted">{stateOf(one)}</span>
                {one.stale && <span>to be looked at again</span>}
                {one.changes !== null && <span>{changed(one.changes)}</span>}
              </summary>
              <Entry entry={one} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

const stateOf = ({ inForce, supersededBy, effective }: TermsItem): string =>
  `${inForce ? 'in force' : supersededBy === null ? 'to come' : 'replaced'}${effective === null ? '' : ` · from ${effective}`}`;

const changed = ({ added, removed, altered }: NonNullable<TermsItem['changes']>): string =>
  `${counted(added.length + removed.length + altered.length, 'clause')} changed`;

function Entry({ entry }: { entry: TermsItem }) {
  const { instrument, url, reviewedAt, captured, clauses, changes, supersededBy } = entry;
  return (
    <div className="mt-2 flex flex-col gap-2 pl-4 text-13">
      <p className="text-muted">
        {instrument}
        {url !== null && ` · ${url}`} · looked at {reviewedAt}
        {captured === null ? ' · no page was kept here' : ` · page kept ${when(captured.at)}`}
        {supersededBy !== null && ` · replaced by ${supersededBy}`}
      </p>
      {changes !== null && (
        <p>
          Against {changes.before}:{' '}
          {(['added', 'removed', 'altered'] as const)
            .filter((kind) => changes[kind].length > 0)
            .map((kind) => `${kind} ${changes[kind].join(', ')}`)
            .join('; ')}
          .
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {clauses.map(({ id, heading, effect, says, excerpt, certainty }) => (
          <li key={id}>
            <span className="font-medium">{heading}</span>{' '}
            <span className="text-muted">
              ({effect}, {certainty})
            </span>
            <span className="block max-w-[75ch]">{says}</span>
            {excerpt !== null && <q className="block max-w-[75ch] text-muted">{excerpt}</q>}
          </li>
        ))}
      </ul>
    </div>
  );
}
