import { useLayoutEffect, useRef } from 'react';

/** Keys and what they do. A key with Ctrl or Cmd is written `mod+k`. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Listens to single keys while the component is there, except where something is being written.
 * A key with `mod+` works there too.
 */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  // In the commit itself: a key that is pressed right after it must find what the page shows by then, and nothing of
  // a part that is gone.
  useLayoutEffect(() => {
    current.current = keys;
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      const isMod = event.ctrlKey || event.metaKey;
      if (!isMod && isWriting(event.target)) return;
      const name = `${isMod ? 'mod+' : ''}${event.key}`;
      const act = Object.hasOwn(current.current, name) ? current.current[name] : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
