import { useLayoutEffect, useRef } from 'react';
import { isOwnKey } from './own-keys.ts';

type Act = (event: KeyboardEvent) => void;

/** What a key does again and again while it is held, as going from row to row. */
interface WhileHeld {
  again: Act;
}

/** Keys and what they do, once a press. A key with Ctrl or Cmd is written `mod+k`. */
export type Keys = Readonly<Record<string, Act | WhileHeld>>;

/** For a key that moves about and decides nothing: holding it goes on. */
export const whileHeld = (act: Act): WhileHeld => ({ again: act });

/**
 * Listens to keys while the component is there, except those that belong to what has the focus (`isOwnKey`). A key that
 * is held acts once, so that nothing is decided that nobody has seen, unless it is one of `whileHeld`.
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
      if (event.target instanceof HTMLElement && isOwnKey(event.target, event.key, isMod)) return;
      const act = actOf(current.current, event, isMod);
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** What a press does; nothing at all for a key that the page uses and that is only held on. */
export function actOf(
  keys: Keys,
  { key, repeat }: Pick<KeyboardEvent, 'key' | 'repeat'>,
  isMod: boolean,
): Act | undefined {
  const name = `${isMod ? 'mod+' : ''}${key}`;
  const act = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (typeof act === 'object') return act.again;
  return act !== undefined && repeat ? () => undefined : act;
}
