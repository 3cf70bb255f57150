import { useState } from 'react';

/**
 * As `useState`, for what somebody writes: it is still there when the same place is shown again in this tab, also after
 * the page was loaded anew, until it is forgotten.
 * @param place what it is about, as `comment q-1`
 */
export function useWritten<T>(
  place: string,
  initial: T,
): [written: T, write: (value: T) => void, forget: () => void] {
  const key = `winnow-written ${place}`;
  const [written, setWritten] = useState<T>(() => {
    try {
      const stored = sessionStorage.getItem(key);
      return stored === null ? initial : (JSON.parse(stored) as T); // written by this hook alone
    } catch {
      return initial;
    }
  });
  const write = (value: T): void => {
    setWritten(value);
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // no room: it lives as long as the place is shown
    }
  };
  const forget = (): void => {
    sessionStorage.removeItem(key);
    setWritten(initial);
  };
  return [written, write, forget];
}
