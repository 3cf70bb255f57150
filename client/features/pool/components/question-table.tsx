import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { Loading } from '../../../components/states.tsx';
import { useKeys } from '../../../lib/use-keys.ts';
import { useMedia } from '../../../lib/use-media.ts';
import type { PoolRows } from '../use-rows.ts';
import { COLUMNS, Coming, Row } from './question-row.tsx';

/** Rows that are shown as being on their way. */
const COMING = 12;
/** How many rows before the end the next page is asked for. */
const AHEAD = 50;

/** The rows of the pool; only those in sight exist. `j` and `k` go from row to row. */
export function QuestionTable({
  found,
  openId,
  isRaw,
  titles,
  hrefOf,
  hasRun,
}: {
  found: PoolRows;
  openId: string | undefined;
  isRaw: boolean;
  titles: ReadonlyMap<string, string>;
  hrefOf: (id: string) => string;
  hasRun: boolean;
}) {
  const { rows, hasMore, loadMore } = found;
  const scroller = useRef<HTMLElement>(null);
  const isWide = useMedia('(min-width: 640px)');
  const height = isWide ? 40 : 92;
  const loaded = rows?.length ?? 0;
  const virtualizer = useVirtualizer({
    count: loaded + (rows === undefined || hasMore ? COMING : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is what there is to measure
  useEffect(() => virtualizer.measure(), [virtualizer, height]);

  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows !== undefined && last >= loaded - AHEAD) loadMore();
  }, [rows, last, loaded, loadMore]);
  useRowFocus(scroller, rows?.map(({ questionId }) => questionId) ?? [], openId, (index) =>
    virtualizer.scrollToIndex(index),
  );

  if (rows?.length === 0) return <NothingFound />;
  return (
    <section
      ref={scroller}
      aria-label="Questions"
      className="min-h-0 flex-1 overflow-y-auto border-t border-line focus-visible:-outline-offset-2"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
    >
      {rows === undefined && <Loading what="questions" />}
      <table className="block" aria-rowcount={hasMore || rows === undefined ? -1 : loaded + 1}>
        <thead className="sticky top-0 z-10 block bg-paper max-sm:sr-only">
          <Head hasRun={hasRun} />
        </thead>
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const place = { index, style: { height, transform: `translateY(${start}px)` } };
            const row = rows?.[index];
            if (row === undefined) return <Coming key={`coming-${index}`} place={place} />;
            const { questionId } = row;
            return (
              <Row
                key={questionId}
                row={row}
                place={place}
                href={hrefOf(questionId)}
                isOpen={questionId === openId}
                isRaw={isRaw}
                titles={titles}
              />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Head({ hasRun }: { hasRun: boolean }) {
  return (
    <tr className={`${COLUMNS} h-8 border-b border-line text-left text-12 text-muted *:font-medium`}>
      <th scope="col">Question</th>
      <th scope="col">Source</th>
      <th scope="col" className="max-lg:hidden">
        {hasRun ? 'Domain' : 'Licence'}
      </th>
      {hasRun && (
        <>
          <th scope="col" className="text-right max-lg:hidden">
            Tokens
          </th>
          <th scope="col">Outcome</th>
        </>
      )}
    </tr>
  );
}

function NothingFound() {
  return (
    <p role="status" className="border-t border-line px-4 py-16 text-center text-muted">
      No question fits these filters. Take one away, or search for other words.
    </p>
  );
}

/** `j` and `k` move the focus while no question is open; a question that was closed gets it back. */
function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  ids: readonly string[],
  openId: string | undefined,
  show: (index: number) => void,
): void {
  const at = useRef(-1);
  const wasOpen = useRef(openId);
  const focus = (index: number): void => {
    if (index < 0 || index >= ids.length) return;
    at.current = index;
    show(index);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"] a`)?.focus({ preventScroll: true });
    });
  };
  useKeys(openId === undefined ? { j: () => focus(at.current + 1), k: () => focus(at.current - 1) } : {});
  useEffect(() => {
    const before = wasOpen.current;
    wasOpen.current = openId;
    if (openId !== undefined) {
      at.current = ids.indexOf(openId);
      if (at.current >= 0 && before !== undefined) show(at.current);
    } else if (before !== undefined) focus(Math.max(ids.indexOf(before), 0));
  });
}
