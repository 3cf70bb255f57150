import type { Canonical } from './canonical.ts';

/** Ids as Winnow writes them: twenty hex digits of a question, or a word, a dash and hex digits. */
const ID = /^(?:[0-9a-f]{20}|[a-z]{2,12}-[0-9a-f]{8,40})$/;
/** Longer texts are no ids. */
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
  const found = new Set([subject]);
  const visit = (value: Canonical): void => {
    if (typeof value === 'string') {
      if (value.length <= LONGEST && ID.test(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const one of Object.values(value)) visit(one);
    }
  };
  visit(data);
  return [...found].sort();
}
