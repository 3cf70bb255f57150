import type { Failed } from '../provider.ts';

/** The right to make one call; the first of the two words ends it, later ones change nothing. */
export interface Permit {
  /** The call ended with a reply. @param tokens that count towards the quota; null where nobody says */
  settle(tokens: number | null): void;
  /** It did not. */
  fail(failure: Failed): void;
}
