import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import {
  RELEASE_CAUSES,
  RELEASE_SIDES,
  type ReleaseCauseKind,
  type ReleaseChangeRow,
  type ReleaseSide,
} from '../../../../shared/schemas/release-diff.ts';
import { QuestionText } from '../../../components/question-text.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { Loading } from '../../../components/states.tsx';
import { Table } from '../../../components/table.tsx';
import { count, counted, oneLine } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { releaseChangesQuery, releaseDiffQuery } from '../api/release-diff.ts';

const CAUSES = Object.keys(RELEASE_CAUSES) as ReleaseCauseKind[];

const SIDES: Readonly<Record<ReleaseSide, string>> = {
  added: 'Came',
  removed: 'Went',
  changed: 'Changed',
  moved: 'Other rank',
};

/** The rows in which a release differs from another: what came, went and changed, and what it is put down to. */
export function RowDifferences({
  id,
  against,
  runId,
}: {
  id: string;
  against: string;
  runId: string | null;
}) {
  const { data, error } = useQuery(releaseDiffQuery(id, against));
  const [search, setSearch] = useSearchParams();
  const asked = RELEASE_SIDES.find((side) => side === search.get('rows'));
  const cause = CAUSES.find((kind) => kind === search.get('cause'));
  if (error !== null) return <p className="mt-3 text-13 text-warn">{error.message}</p>;
  if (data === undefined)
    return (
      <div aria-busy="true">
        <Loading what="the differences" />
      </div>
    );
  const { counts, causes } = data;
  const side = asked ?? RELEASE_SIDES.find((one) => counts[one] > 0) ?? 'added';
  const asking = (rows: ReleaseSide, of?: string) => {
    const next = new URLSearchParams(search);
    next.set('rows', rows);
    if (of === undefined) next.delete('cause');
    else next.set('cause', of);
    return next;
  };
  const choose = (next: ReleaseSide) => setSearch(asking(next), { replace: true, preventScrollReset: true });
  return (
    <div className="mt-4">
      <h3 className="text-14 font-medium">
        {counted(counts.added, 'row')} came, {count(counts.removed)} went, {count(counts.changed)} changed;{' '}
        {count(counts.same + counts.moved)} read the same
      </h3>
      {causes.length > 0 && (
        <div className="mt-2 max-w-160">
          <Table
            caption="What the differences are put down to"
            head={['Put down to', 'Came', 'Went', 'Changed', 'Other rank']}
            numbers={['Came', 'Went', 'Changed', 'Other rank']}
            none=""
            rows={causes.map(({ kind, ...many }) => ({
              key: kind,
              cells: [
                RELEASE_CAUSES[kind as ReleaseCauseKind] ?? kind,
                ...RELEASE_SIDES.map((one) =>
                  many[one] === 0 ? (
                    '0'
                  ) : (
                    <Link key={one} className="text-link" preventScrollReset to={`?${asking(one, kind)}`}>
                      {count(many[one])}
                    </Link>
                  ),
                ),
              ],
            }))}
          />
        </div>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <Segmented
          name="rows"
          label="Rows"
          value={side}
          options={RELEASE_SIDES.map((one) => ({
            value: one,
            label: `${SIDES[one]} (${count(counts[one])})`,
          }))}
          onChange={choose}
        />
        {cause !== undefined && (
          <Link className="text-link text-13" preventScrollReset to={`?${asking(side)}`}>
            whatever the cause
          </Link>
        )}
        {counts[side] > 0 && (
          <SaveRows
            path="/releases/{id}/diff/changes"
            params={{ id }}
            query={{ against, side, cause }}
            command={`diff ${against} ${id}`}
          />
        )}
      </div>
      <Rows id={id} against={against} side={side} cause={cause} runId={runId} />
    </div>
  );
}

function Rows({
  id,
  against,
  side,
  cause,
  runId,
}: {
  id: string;
  against: string;
  side: ReleaseSide;
  cause: ReleaseCauseKind | undefined;
  runId: string | null;
}) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    releaseChangesQuery(id, against, side, cause),
  );
  if (error !== null) return <p className="mt-3 text-13 text-warn">{error.message}</p>;
  if (data === undefined) return <div aria-busy="true" className="mt-3 h-24" />;
  const rows = data.pages.flatMap(({ items }) => items);
  return (
    <div className="mt-2">
      <Table
        caption={`Rows: ${SIDES[side].toLowerCase()}`}
        head={['Question', 'Rank', 'What', 'Because of']}
        none="No row is here."
        rows={rows.map((row) => ({
          key: row.questionId,
          cells: [
            <Link
              key="question"
              className="text-link block max-w-[52ch] min-w-48"
              to={addressOf(`/pool/${encodeURIComponent(row.questionId)}`, { run: runId ?? undefined })}
            >
              <span className="line-clamp-2">
                <QuestionText text={oneLine(row.text) || row.questionId} raw={false} inline />
              </span>
            </Link>,
            rankSaid(row),
            whatSaid(row),
            row.cause.says,
          ],
        }))}
      />
      {hasNextPage && (
        <button
          type="button"
          className="control mt-3"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {isFetchingNextPage ? 'Loading …' : 'Show more'}
        </button>
      )}
    </div>
  );
}

function rankSaid({ before, after }: ReleaseChangeRow): string {
  const [was, is] = [before?.rank ?? null, after?.rank ?? null];
  if (was === is || before === null || after === null) return count(is ?? was ?? 0);
  return `${was ?? '–'} → ${is ?? '–'}`;
}

const whatSaid = ({ before, after, changed }: ReleaseChangeRow): string =>
  changed.length === 0
    ? `trace ${(after ?? before)?.verdict ?? 'not judged'}`
    : changed.map(({ field, from, to }) => `${field}: ${from ?? '–'} → ${to ?? '–'}`).join('; ');
