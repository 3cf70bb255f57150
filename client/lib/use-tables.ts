import { useState, useSyncExternalStore } from 'react';

/** Whether pictures are shown as tables, and how often that was changed for all of them. */
let all = { shown: false, turn: 0 };
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Shows every picture as a table, or every table as a picture again. */
export function toggleAllTables(): void {
  all = { shown: !all.shown, turn: all.turn + 1 };
  for (const listener of listeners) listener();
}

/** Whether one picture is shown as a table: its own choice, until all of them are turned. */
export function useTable(): { isTable: boolean; toggle: () => void } {
  const { shown, turn } = useSyncExternalStore(subscribe, () => all);
  const [own, setOwn] = useState<{ shown: boolean; turn: number } | null>(null);
  const isTable = own?.turn === turn ? own.shown : shown;
  return { isTable, toggle: () => setOwn({ shown: !isTable, turn }) };
}
