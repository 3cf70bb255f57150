import { OBJECTIONS } from '../comply/review-rule.ts';
import type { Choice } from './choice.ts';

type Passed = Pick<Choice, 'gaveWay' | 'reservePassedOver'>;

/** Questions with a usable trace that gave way for what people said of them, or have not said yet. */
export const heldCount = ({ gaveWay, reservePassedOver }: Passed): number =>
  OBJECTIONS.reduce((sum, why) => sum + (gaveWay[why] ?? 0) + (reservePassedOver[why] ?? 0), 0);

/** Why nothing is left to be released where reviews hold everything back; null where it is not they that do. */
export function heldByReviews(choice: Passed): string | null {
  const counts = OBJECTIONS.flatMap((why) => {
    const n = (choice.gaveWay[why] ?? 0) + (choice.reservePassedOver[why] ?? 0);
    return n === 0 ? [] : [`${n} ${why}`];
  });
  return counts.length === 0
    ? null
    : `The recipe releases none of the rows as people judged them so far (${counts.join(', ')}); have them judged: winnow reviews wanted, or the page Review.`;
}
