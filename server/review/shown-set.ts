import { createHash } from 'node:crypto';

/**
 * SHA-256 over items as they were shown, hex: which texts, in which order, and what is to be said of each where that
 * differs. The same count of other items, or of other texts, is another one.
 */
export function shownSet(
  items: Iterable<{ question: string; textSha256: string; decision?: string }>,
): string {
  const hash = createHash('sha256');
  for (const { question, textSha256, decision = '' } of items)
    hash.update(`${question} ${textSha256} ${decision}\n`);
  return hash.digest('hex');
}
