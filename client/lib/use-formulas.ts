import { useEffect, useSyncExternalStore } from 'react';

type Draw = (into: HTMLElement, tex: string, raw: string, displayMode: boolean) => void;

let draw: Draw | null = null;
let asked = false;
const waiting = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  waiting.add(listener);
  return () => waiting.delete(listener);
};

/** How formulas are drawn; null until the code for it has come, which the first formula asks for. */
export function useFormulas(): Draw | null {
  useEffect(() => {
    if (asked) return;
    asked = true;
    import('./katex.ts').then(
      (loaded) => {
        draw = loaded.drawFormula;
        for (const listener of waiting) listener();
      },
      () => {
        asked = false; // the next formula tries again; until then texts stand as they were written
      },
    );
  }, []);
  return useSyncExternalStore(subscribe, () => draw);
}
