import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DecisionRow, QuestionRow } from '../../../shared/schemas/question-life.ts';
import type { PagedRows } from '../../components/row-table.tsx';
import type { PoolFilter } from '../../lib/urls.ts';
import { decisionsQuery } from './api/get-decisions.ts';
import { questionsQuery } from './api/get-questions.ts';
import type { PoolOrder } from './columns.ts';

/** A line of the table: a question, and what the run decided about it where there is a run. */
export type PoolRow = QuestionRow | DecisionRow;

export type PoolRows = PagedRows<PoolRow>;

/**
 * The rows that the filter leaves, page by page.
 * @param runId null where there is no run; undefined where that is not known yet
 */
export function usePoolRows(
  runId: string | null | undefined,
  filter: PoolFilter,
  order: PoolOrder,
): PoolRows {
  const decisions = useInfiniteQuery({
    ...decisionsQuery(runId ?? '', filter, order),
    enabled: typeof runId === 'string',
  });
  const { q, source, import: imported } = filter;
  const questions = useInfiniteQuery({
    ...questionsQuery({ q, source, import: imported }),
    enabled: runId === null,
  });
  const query = runId === null ? questions : decisions;
  const pages: readonly { items: readonly PoolRow[] }[] | undefined = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  return {
    rows,
    error: query.error,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}
