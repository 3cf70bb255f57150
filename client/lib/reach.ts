import { useSyncExternalStore } from 'react';

let isAway = false;
const listeners = new Set<() => void>();

/** Notes whether the server answers. */
export function noteAway(next: boolean): void {
  if (next === isAway) return;
  isAway = next;
  for (const tell of listeners) tell();
}

/** Whether the server has stopped answering. */
export const useIsAway = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => void listeners.delete(tell);
    },
    () => isAway,
  );
