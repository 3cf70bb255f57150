import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useKeys, whileHeld } from '../lib/use-keys.ts';
import { useMedia } from '../lib/use-media.ts';
import { Loading, Skeleton } from './states.tsx';

/** Rows that are shown as being on their way. */
const COMING = 12;
/** How many rows before the end the next page is asked for. */
const AHEAD = 50;

/** Where a row stands: its number from 0, and its place and height in the list. */
export interface Place {
  index: number;
  style: { height: number; transform: string };
}

/** Rows that come page by page. */
export interface PagedRows<Row> {
  rows: readonly Row[] | undefined;
  error: Error | null;
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/** The look of a line; columns are added to it. */
export const ROW_LINE = 'absolute inset-x-0 border-b border-line text-13';

/**
 * A long table of which only the rows in sight exist. `j` and `k` go from row to row while none is open; so do arrows
 * once a row has the focus.
 * @param isOfPage scrolls with the page instead of by itself
 */
export function RowTable<Row>({
  label,
  found,
  idOf,
  openId,
  heights,
  head,
  columns,
  row: renderRow,
  nothing,
  isOfPage = false,
}: {
  label: string;
  found: PagedRows<Row>;
  idOf: (row: Row) => string;
  openId: string | undefined;
  /** Of a row, on a desk and on a phone. Unit: pixels. */
  heights: { wide: number; narrow: number };
  head: ReactNode;
  /** Classes of the columns, the same for every row. */
  columns: string;
  row: (row: Row, place: Place) => ReactNode;
  nothing: ReactNode;
  isOfPage?: boolean;
}) {
  const { rows, hasMore, loadMore } = found;
  const list = useRef<HTMLElement>(null);
  const isWide = useMedia('(min-width: 640px)');
  const height = isWide ? heights.wide : heights.narrow;
  const loaded = rows?.length ?? 0;
  const { scroller, margin } = useScroller(list, isOfPage);
  const virtualizer = useVirtualizer({
    count: loaded + (rows === undefined || hasMore ? COMING : 0),
    getScrollElement: scroller,
    estimateSize: () => height,
    scrollMargin: margin,
    overscan: 10,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is what there is to measure
  useEffect(() => virtualizer.measure(), [virtualizer, height]);

  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows !== undefined && last >= loaded - AHEAD) loadMore();
  }, [rows, last, loaded, loadMore]);
  const step = useRowFocus(list, rows?.map(idOf) ?? [], openId, (index) => virtualizer.scrollToIndex(index));

  if (rows?.length === 0) return nothing;
  return (
    <section
      ref={list}
      aria-label={label}
      onKeyDown={step}
      className={`border-t border-line ${isOfPage ? '' : 'min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2'}`}
      tabIndex={isOfPage ? undefined : 0}
    >
      {rows === undefined && <Loading what={label.toLowerCase()} />}
      <table className="block sm:min-w-min" aria-rowcount={hasMore || rows === undefined ? -1 : loaded + 1}>
        <thead className="sticky top-0 z-10 block bg-paper max-sm:sr-only">{head}</thead>
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const place = { index, style: { height, transform: `translateY(${start - margin}px)` } };
            const row = rows?.[index];
            return row === undefined ? (
              <Coming key={`coming-${index}`} place={place} columns={columns} />
            ) : (
              renderRow(row, place)
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** A row that is on its way. */
function Coming({ place, columns }: { place: Place; columns: string }) {
  return (
    <tr className={`${columns} ${ROW_LINE}`} style={place.style}>
      <td aria-busy="true">
        <Skeleton className="h-3.5 w-3/5" />
      </td>
    </tr>
  );
}

/** What scrolls the rows: the table itself, or the page, in which it begins so far down. */
function useScroller(list: RefObject<HTMLElement | null>, isOfPage: boolean) {
  const [margin, setMargin] = useState(0);
  // After every render: whatever stands above the table may have grown.
  useLayoutEffect(() => {
    const page = list.current?.closest('main');
    if (!isOfPage || !page || list.current === null) return;
    const body = list.current.querySelector('tbody') ?? list.current;
    const next = Math.round(
      body.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop,
    );
    if (next !== margin) setMargin(next);
  });
  const scroller = (): HTMLElement | null =>
    isOfPage ? (document.getElementById('content') ?? null) : list.current;
  return { scroller, margin };
}

/**
 * `j` and `k` move the focus while nothing is open; a row that was closed gets it back.
 * @returns what arrows, Home and End do while a row has the focus
 */
function useRowFocus(
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  openId: string | undefined,
  show: (index: number) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  const at = useRef(-1);
  const wasOpen = useRef(openId);
  const focus = (index: number): void => {
    if (index < 0 || index >= ids.length) return;
    at.current = index;
    show(index);
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[data-row="${index}"] a`)?.focus({ preventScroll: true });
    });
  };
  useKeys(
    openId === undefined
      ? { j: whileHeld(() => focus(at.current + 1)), k: whileHeld(() => focus(at.current - 1)) }
      : {},
  );
  useEffect(() => {
    const before = wasOpen.current;
    wasOpen.current = openId;
    if (openId !== undefined) {
      at.current = ids.indexOf(openId);
      if (at.current >= 0 && before !== undefined) show(at.current);
    } else if (before !== undefined) focus(Math.max(ids.indexOf(before), 0));
  });
  return (event) => {
    const index = rowOf(event.target);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (index < 0 || next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    focus(next);
  };
}

/** The number of the row whose link has the focus; -1 where it is no row's. */
function rowOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[data-row]') : null;
  return row instanceof HTMLElement ? Number(row.dataset.row) : -1;
}
