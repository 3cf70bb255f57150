import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { count } from '../lib/format.ts';
import { useKeys, whileHeld } from '../lib/use-keys.ts';
import { Icon } from './icons.tsx';

/** The list behind a drawer, which `j` and `k` walk. */
export interface DrawerList {
  /** Ids in the order of the list, as far as it is loaded. */
  ids: readonly string[];
  isRaw: boolean;
  toggleRaw: () => void;
  open: (id: string) => void;
  close: () => void;
}

/** One row of a list in full, from the right, beside the list it came from. */
export function Drawer({
  name,
  id,
  list,
  isWide = false,
  keys = [],
  children,
}: {
  /** What it shows, in lower case: `question`. */
  name: string;
  id: string;
  list: DrawerList;
  isWide?: boolean;
  /** Keys beyond those of every drawer, for the line at the foot. */
  keys?: readonly (readonly [key: string, says: string])[];
  children: ReactNode;
}) {
  const panel = useRef<HTMLElement>(null);
  const at = list.ids.indexOf(id);
  const asked = useRef(at); // ahead of `at` while a row is on its way, so that two quick keys go two rows
  useLayoutEffect(() => {
    asked.current = at;
  }, [at]);
  const go = (step: number): void => {
    const index = asked.current < 0 ? 0 : asked.current + step;
    const next = list.ids[index];
    if (next === undefined) return;
    asked.current = index;
    list.open(next);
  };
  useKeys({ j: whileHeld(() => go(1)), k: whileHeld(() => go(-1)), Escape: list.close });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each row starts at its top
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    panel.current?.querySelector('[data-body]')?.scrollTo(0, 0);
  }, [id]);
  const label = name.charAt(0).toUpperCase() + name.slice(1);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      className={`slide-in fixed inset-y-0 right-0 z-30 flex w-full flex-col bg-raised shadow-float outline-none ${isWide ? 'lg:w-[min(68rem,calc(100vw-3.5rem))]' : 'sm:w-[min(36rem,100vw)]'}`}
    >
      <DrawerHead name={name} list={list} at={at} go={go} />
      <div
        data-body
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-5 pt-5 pb-16 focus-visible:-outline-offset-2"
      >
        {children}
      </div>
      <p className="flex gap-4 border-t border-line px-5 py-2 text-12 text-muted max-sm:hidden">
        <Key name="j" says="next" />
        <Key name="k" says="previous" />
        <Key name="r" says={list.isRaw ? 'rendered' : 'raw text'} />
        {keys.map(([key, says]) => (
          <Key key={key} name={key} says={says} />
        ))}
        <Key name="Esc" says="close" />
      </p>
    </aside>
  );
}

function DrawerHead({
  name,
  list,
  at,
  go,
}: {
  name: string;
  list: DrawerList;
  at: number;
  go: (step: number) => void;
}) {
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
        aria-pressed={list.isRaw}
        aria-keyshortcuts="r"
        onClick={list.toggleRaw}
      >
        {list.isRaw ? 'Rendered' : 'Raw'}
      </button>
      <button
        type="button"
        className={button}
        aria-label={`Previous ${name}`}
        aria-keyshortcuts="k"
        disabled={at <= 0}
        onClick={() => go(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className={button}
        aria-label={`Next ${name}`}
        aria-keyshortcuts="j"
        disabled={at < 0 || at >= list.ids.length - 1}
        onClick={() => go(1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className={button}
        aria-label="Close"
        aria-keyshortcuts="Escape"
        onClick={list.close}
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
