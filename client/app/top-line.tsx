import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Icon } from '../components/icons.tsx';
import { sessionQuery, workspaceQuery } from '../lib/queries/workspace.ts';
import { JobRing } from './job-ring.tsx';
import { RunChooser } from './run-chooser.tsx';
import { SearchBox } from './search-box.tsx';

/** Workspace, run chosen, search, work under way, person. */
export function TopLine() {
  const { data: workspace } = useQuery(workspaceQuery());
  const { data: session } = useQuery(sessionQuery());
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4 lg:px-8 print:hidden">
      <p className="truncate text-13 text-muted max-sm:sr-only" title="Workspace">
        <span className="sr-only">Workspace </span>
        {workspace?.name ?? ''}
      </p>
      {workspace?.latestRun && (
        <>
          <span aria-hidden="true" className="text-line-strong max-sm:hidden">
            /
          </span>
          <RunChooser />
        </>
      )}
      <div className="ml-auto flex min-w-0 flex-1 items-center justify-end gap-3">
        {workspace !== undefined && workspace.questions > 0 && <SearchBox />}
        <JobRing />
        {session && (
          <Link
            to="/people"
            title={`Role: ${session.role}`}
            className="flex h-8 items-center gap-1.5 rounded-ui px-1.5 text-13 text-muted hover:bg-sunken hover:text-ink"
          >
            <Icon name="person" />
            <span className="sr-only">People; signed in as </span>
            <span className="max-w-32 truncate max-lg:sr-only">{session.user}</span>
          </Link>
        )}
      </div>
    </header>
  );
}
