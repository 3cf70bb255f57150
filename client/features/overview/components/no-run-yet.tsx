import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { WorkspaceSummary } from '../../../../shared/schemas/session.ts';
import { count, counted } from '../../../lib/format.ts';
import { sourcesQuery } from '../../../lib/queries/workspace.ts';
import { addressOf } from '../../../lib/urls.ts';
import { FirstRun } from './first-run.tsx';

/** A pool without a run: what it holds, and the way to the first one. */
export function NoRunYet({ workspace }: { workspace: WorkspaceSummary }) {
  const { data } = useQuery(sourcesQuery());
  const isBeside = ({ questions, included }: { questions: number; included: boolean }) =>
    questions > 0 || included; // sources of shards lie elsewhere until a run ranks some of them
  const sources = data?.items.filter(isBeside) ?? [];
  const largest = Math.max(1, ...sources.map(({ questions }) => questions));
  return (
    <div className="max-w-320 px-4 py-8 lg:px-8">
      <h1 className="headline">
        {counted(workspace.questions, 'question')} from {counted(workspace.sources, 'source')}, and no run yet
      </h1>
      <p className="mt-3 mb-3 max-w-[65ch] text-muted">
        A run decides about every question and selects the best of them. Its funnel will stand here.
      </p>
      <FirstRun />
      {sources.length > 0 && <h2 className="mt-10 mb-3 text-16 font-semibold">The pool by source</h2>}
      <ul className="flex max-w-200 flex-col">
        {sources.map(({ name, questions, included }) => (
          <li key={name}>
            <Link
              to={addressOf('/pool', { source: name })}
              className="grid h-8 grid-cols-[minmax(0,11rem)_1fr_4.5rem] items-center gap-3 text-13 hover:bg-sunken"
            >
              <span className="truncate" title={name}>
                {name}
              </span>
              <span className="flex h-3 items-center gap-2">
                <span
                  className={`h-full ${included ? 'bg-kept-soft' : 'hatched'}`}
                  style={{ width: `${(100 * questions) / largest}%` }}
                />
                {!included && <span className="text-12 text-muted">set aside</span>}
              </span>
              <span className="text-link text-right tabular-nums">{count(questions)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
