import { words } from './words.ts';

/**
 * Every run of `window` consecutive words of a text, joined by one blank, in order and with repeats.
 * Empty for a text of fewer words: a short text matches nothing, not even itself (s1's rule).
 */
export function wordNgrams(text: string, window: number): string[] {
  const all = words(text);
  return Array.from({ length: Math.max(0, all.length - window + 1) }, (_, i) =>
    all.slice(i, i + window).join(' '),
  );
}
