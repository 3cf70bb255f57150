import { useEffect, useRef, useState } from 'react';

/** A value as it was when it last rested. */
export function useRested<T>(value: T, restMs: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}

/** A value that moves at most so often: at once, then again after each pause, the newest last. */
export function useThrottled<T>(value: T, pauseMs: number): T {
  const [shown, setShown] = useState(value);
  const next = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, next.current - Date.now());
    const timer = setTimeout(() => {
      next.current = Date.now() + pauseMs;
      setShown(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return shown;
}
