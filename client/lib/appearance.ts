import { useSyncExternalStore } from 'react';

/** What the page looks like, as it was chosen in this browser; put in place before the first paint by public/theme.js. */
const CHOICES = {
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'dense'],
} as const;
export type Theme = (typeof CHOICES)['theme'][number];
export type Density = (typeof CHOICES)['density'][number];
type Name = keyof typeof CHOICES;

const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The first of each is what stands where nothing was chosen. */
const now = (name: Name): string => document.documentElement.dataset[name] ?? CHOICES[name][0];

function choose(name: Name, value: string): void {
  const isUsual = value === CHOICES[name][0];
  if (isUsual) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
  try {
    if (isUsual) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Storage is closed to us: the choice holds for this page.
  }
  for (const listener of listeners) listener();
}

export const THEMES = CHOICES.theme;
export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => now('theme')) as Theme;
export const setTheme = (theme: Theme): void => choose('theme', theme);

export const useDensity = (): Density => useSyncExternalStore(subscribe, () => now('density')) as Density;
export const setDensity = (density: Density): void => choose('density', density);
