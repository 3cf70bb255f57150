import { Link } from 'react-router';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { count, counted } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import type { Told } from '../report.ts';
import { RejectionTable } from './rejection-table.tsx';

/** What came of an import, and where to go from here. */
export function Imported({
  told,
  isBenchmark,
  job,
  why,
  onWhy,
  onMore,
}: {
  told: Told;
  isBenchmark: boolean;
  /** That imported them. */
  job: string;
  /** The reason whose rejected records alone are shown. */
  why: string;
  onWhy: (why: string) => void;
  onMore: () => void;
}) {
  const more = (
    <button type="button" className="text-link" onClick={onMore}>
      Import more
    </button>
  );
  if (isBenchmark)
    return (
      <p className="flex flex-wrap gap-x-6 gap-y-2 text-14">
        Runs from now on compare with it.
        <Link className="text-link" to="/">
          Go on: make a run
        </Link>
        {more}
      </p>
    );
  return (
    <section className="flex flex-col gap-5">
      <ul className="flex flex-wrap gap-x-6 gap-y-2 text-14">
        <li>
          <Link
            className="text-link"
            to={addressOf(
              '/pool',
              told.imported > 0 && told.importId !== null ? { import: told.importId } : {},
            )}
          >
            See {told.imported === 0 ? 'the pool' : counted(told.imported, 'question')}
          </Link>
        </li>
        <li>
          <Link className="text-link" to="/">
            Go on: make a run
          </Link>
        </li>
        <li>
          <Link className="text-link" to="/compliance">
            Look at licences
          </Link>
        </li>
        <li>{more}</li>
      </ul>
      {told.importId !== null && (
        <div>
          <p className="mb-1 text-12 text-muted">
            Take it back below, or with
            {told.alreadyPresent > 0 && ` (${count(told.alreadyPresent)} were there already)`}
          </p>
          <CommandLine command={winnowCommand(`imports undo ${told.importId}`)} />
        </div>
      )}
      {told.rejected > 0 && told.importId !== null && (
        <RejectionTable
          from={{ path: '/imports/{id}/rejections', id: told.importId, job }}
          counts={told.rejectedFor}
          why={why}
          onWhy={onWhy}
        />
      )}
    </section>
  );
}
