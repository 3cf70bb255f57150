import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import {
  RELEASE_CAUSES,
  RELEASE_SIDES,
  type ReleaseCauseKind,
  type ReleaseChangeRow,
  type ReleaseSide,
} from '../../../../shared/schemas/release-diff.ts';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { QuestionText } from '../../../components/question-text.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { Loading } from '../../../components/states.tsx';
import { Table } from '../../../components/table.tsx';
import { count, counted, oneLine } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { allChanges, releaseChangesQuery, releaseDiffQuery } from '../api/release-diff.ts';
import { saveChanges } from '../changes-file.ts';

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
  if (error !== null) return <p className="mt-3 text-13 text-warn">{error.message}</p>;
  if (data === undefined)
    return (
      <div aria-busy="true">
        <Loading what="the differences" />
      </div>
    );
  const { counts, causes } = data;
  const side = asked ?? RELEASE_SIDES.find((one) => counts[one] > 0) ?? 'added';
  const choose = (next: ReleaseSide) =>
    setSearch(
      (before) => new URLSearchParams([...[...before].filter(([name]) => name !== 'rows'), ['rows', next]]),
      {
        replace: true,
        preventScrollReset: true,
      },
    );
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
            rows={causes.map((cause) => ({
              key: cause.kind,
              cells: [
                RELEASE_CAUSES[cause.kind as ReleaseCauseKind] ?? cause.kind,
                ...RELEASE_SIDES.map((one) => count(cause[one])),
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
        <Save id={id} against={against} side={side} isEmpty={counts[side] === 0} />
      </div>
      <Rows id={id} against={against} side={side} runId={runId} />
      <div className="mt-3">
        <CommandLine command={winnowCommand(`diff ${against} ${id}`)} />
      </div>
    </div>
  );
}

function Rows({
  id,
  against,
  side,
  runId,
}: {
  id: string;
  against: string;
  side: ReleaseSide;
  runId: string | null;
}) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    releaseChangesQuery(id, against, side),
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

/** The rows of a side as a file. */
function Save({
  id,
  against,
  side,
  isEmpty,
}: {
  id: string;
  against: string;
  side: ReleaseSide;
  isEmpty: boolean;
}) {
  const [fault, setFault] = useState<string | null>(null);
  if (isEmpty) return null;
  const save = (as: 'csv' | 'jsonl'): void => {
    setFault(null);
    allChanges(id, against, side).then(
      (rows) => saveChanges(`${id}-${side}`, rows, as),
      (cause: unknown) => setFault(cause instanceof Error ? cause.message : String(cause)),
    );
  };
  return (
    <>
      <button type="button" className="quiet" onClick={() => save('csv')}>
        Save as CSV
      </button>
      <button type="button" className="quiet" onClick={() => save('jsonl')}>
        Save as JSON lines
      </button>
      {fault !== null && (
        <p role="alert" className="text-12 text-warn">
          {fault}
        </p>
      )}
    </>
  );
}
