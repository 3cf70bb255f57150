import type { BatchStatus, Failed, Replied } from '../provider.ts';

/** What a batch brought, key by key. */
export interface Sorted {
  answers: Map<string, Replied | Failed>;
  online: string[];
  notes: string[];
}

/**
 * Which keys of a shard are answered, and which are still to be asked. A failed item counts as answered where it can
 * never be answered; any other may well be answered online.
 */
export function sortResults(keys: readonly string[], results: ReadonlyMap<string, Replied | Failed>): Sorted {
  const answers = new Map<string, Replied | Failed>();
  const online: string[] = [];
  for (const key of keys) {
    const result = results.get(key);
    if (result?.state === 'replied' || (result?.state === 'trouble' && result.class === 'bad-request'))
      answers.set(key, result);
    else online.push(key);
  }
  const known = new Set(keys);
  const unknown = [...results.keys()].filter((key) => !known.has(key)).length;
  return {
    answers,
    online,
    notes: unknown === 0 ? [] : [`The batch holds ${unknown} results that nobody asked it for.`],
  };
}

const ORDER: readonly BatchStatus['state'][] = [
  'succeeded',
  'partial',
  'running',
  'pending',
  'cancelled',
  'failed',
  'expired',
];

/** Of several batches of one name the one that is furthest, and the oldest of those; the others may still be live. */
export function choose(found: readonly BatchStatus[]): { best: BatchStatus; others: BatchStatus[] } | null {
  const [best, ...others] = found.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return best === undefined ? null : { best, others };
}

export const isLive = ({ state }: Pick<BatchStatus, 'state'>): boolean =>
  state === 'pending' || state === 'running';
