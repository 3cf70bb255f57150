import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useParams } from 'react-router';
import { Icon } from '../../../components/icons.tsx';
import { Loading, Problem, Skeleton } from '../../../components/states.tsx';
import { count } from '../../../lib/format.ts';
import { useKeys } from '../../../lib/use-keys.ts';
import { questionQuery } from '../api/get-question.ts';
import { type PoolContext, usePool } from '../context.ts';
import { QuestionLifeView } from './question-life-view.tsx';

/** One question's life, from the right, beside the list it came from. */
export function QuestionDrawer() {
  const { id = '' } = useParams();
  const pool = usePool();
  const panel = useRef<HTMLElement>(null);
  const { data, error, refetch } = useQuery(questionQuery(id, pool.runId));
  const at = pool.ids.indexOf(id);
  const nextId = at < 0 ? undefined : pool.ids[at + 1];
  const client = useQueryClient();
  useEffect(() => {
    if (nextId !== undefined && pool.runId !== undefined)
      void client.prefetchQuery(questionQuery(nextId, pool.runId));
  }, [client, nextId, pool.runId]);
  const asked = useRef(at); // ahead of `at` while a question is on its way, so that two quick keys go two rows
  useLayoutEffect(() => {
    asked.current = at;
  }, [at]);
  const go = (step: number): void => {
    const index = asked.current < 0 ? 0 : asked.current + step;
    const next = pool.ids[index];
    if (next === undefined) return;
    asked.current = index;
    pool.open(next);
  };
  useKeys({ j: () => go(1), k: () => go(-1), Escape: pool.close });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question starts at its top
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    panel.current?.querySelector('[data-body]')?.scrollTo(0, 0);
  }, [id]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label="Question"
      className="slide-in fixed inset-y-0 right-0 z-30 flex w-full flex-col bg-raised shadow-float outline-none sm:w-[min(36rem,100vw)]"
    >
      <DrawerHead pool={pool} at={at} go={go} />
      <div
        data-body
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-5 pt-5 pb-16 focus-visible:-outline-offset-2"
      >
        {error !== null ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <div className="flex flex-col gap-3">
            <Loading what="the question" />
            <Skeleton className="h-4 w-11/12" />
            <Skeleton className="h-4 w-4/5" />
            <Skeleton className="h-4 w-2/3" />
          </div>
        ) : (
          <QuestionLifeView life={data} pool={pool} />
        )}
      </div>
      <p className="flex gap-4 border-t border-line px-5 py-2 text-12 text-muted max-sm:hidden">
        <Key name="j" says="next" />
        <Key name="k" says="previous" />
        <Key name="r" says={pool.isRaw ? 'rendered' : 'raw text'} />
        <Key name="Esc" says="close" />
      </p>
    </aside>
  );
}

function DrawerHead({ pool, at, go }: { pool: PoolContext; at: number; go: (step: number) => void }) {
  const button =
    'inline-flex h-8 min-w-8 items-center justify-center rounded-ui px-2 text-13 text-muted hover:bg-sunken hover:text-ink disabled:opacity-40';
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line pr-2 pl-5">
      <p className="mr-auto text-13 text-muted">
        {at < 0 ? 'Not in this list' : `Row ${count(at + 1)} of the list`}
      </p>
      <button
        type="button"
        className={button}
        aria-pressed={pool.isRaw}
        aria-keyshortcuts="r"
        onClick={pool.toggleRaw}
      >
        {pool.isRaw ? 'Rendered' : 'Raw'}
      </button>
      <button
        type="button"
        className={button}
        aria-label="Previous question"
        aria-keyshortcuts="k"
        disabled={at <= 0}
        onClick={() => go(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className={button}
        aria-label="Next question"
        aria-keyshortcuts="j"
        disabled={at < 0 || at >= pool.ids.length - 1}
        onClick={() => go(1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className={button}
        aria-label="Close"
        aria-keyshortcuts="Escape"
        onClick={pool.close}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}

function Key({ name, says }: { name: string; says: string }) {
  return (
    <span>
      <kbd className="rounded-[3px] border border-line px-1 font-mono">{name}</kbd> {says}
    </span>
  );
}
