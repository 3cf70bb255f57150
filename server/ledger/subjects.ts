import type { Canonical } from './canonical.ts';

/** Ids as Winnow writes them: twenty hex digits of a question, or a word, a dash and hex digits. */
const ID = /^(?:[0-9a-f]{20}|[a-z]{2,12}-[0-9a-f]{8,40})$/;
/** Shorter and longer texts are no ids. */
const SHORTEST = 11;
const LONGEST = 53;

/**
 * What an event speaks of: its subject, and every id that stands anywhere in its data. Each once, in the order of
 * their bytes.
 */
export function subjectsIn({
  subject,
  data,
}: {
  subject: string;
  data: { readonly [key: string]: Canonical };
}): string[] {
  const found = [subject];
  gather(data, found);
  return found.length === 1 ? found : [...new Set(found)].sort();
}

function gather(value: Canonical, found: string[]): void {
  if (typeof value === 'string') {
    if (value.length >= SHORTEST && value.length <= LONGEST && ID.test(value)) found.push(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) gather(one, found);
  }
}
