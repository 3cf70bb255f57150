import type { Contained } from '../../algorithms/containment/contained.ts';

/** What a recipe says about containment. */
export interface ContainmentLimits {
  /** Share of the information of a long item that makes an overlap. */
  contained: number;
  /** How much less makes a case for review. */
  review: number;
}

/** An item of fewer bits is short: what is missing of it may be what it asks. One of more is long. */
const BITS = { short: 100, long: 300 };
/** The same for its numbers, signs and functions: where many rare ones agree, it is no other question. */
const HUNG = { few: 20, many: 60 };
/** Of what is left to all of it, how much more a short item must hold. */
const STRICTER = 0.65;
/** Share of numbers, signs and names of functions that must be there, and that may be put in between. */
const CRITICAL = { there: 0.95, added: 0.15 };
const CRITICAL_FOR_REVIEW = { there: 0.85, added: 0.34 };
/** An item of so few bits must be most of the question that holds it. */
const TINY = { bits: 45, covers: 0.6 };

type Told = Pick<Contained, 'bits' | 'hung'>;

/** 0 for an item that is long or has many rare numbers, `STRICTER` for a short one. */
function strictness({ bits, hung }: Told): number {
  const short = (BITS.long - bits) / (BITS.long - BITS.short);
  const few = (HUNG.many - hung) / (HUNG.many - HUNG.few);
  return STRICTER * Math.min(1, Math.max(0, Math.min(short, few)));
}

/** The share of an item that makes an overlap. */
export const neededShare = (match: Told, { contained }: ContainmentLimits): number =>
  contained + (1 - contained) * strictness(match);

/** The value of `contained` above which a containment is none, or null where none is. */
export function limitAbove(match: Contained): number | null {
  const { containment } = match;
  const strict = strictness(match);
  const limit = Math.floor(1000 * ((containment - strict) / (1 - strict))) / 1000 + 0.002;
  return containment < 0.995 && limit > 0 && limit < 1 ? limit : null;
}

/**
 * Whether an item stands in a question (`overlap`), may do so (`review`), or not (null): most of its information
 * in order, and the numbers, signs and functions that it hangs on unchanged and with nothing put between. The
 * same words about other numbers are a template, not an overlap.
 * Differs: the containment of n-grams (GPT-3, arXiv:2005.14165, appendix C; s1 takes a single shared 8-gram) counts
 * boilerplate as much as what is rare, and breaks at the first changed word.
 */
export function judge(match: Contained, limits: ContainmentLimits): 'overlap' | 'review' | null {
  const { containment, critical, added, bits, covers } = match;
  const needed = neededShare(match, limits);
  if (containment < needed - limits.review) return null;
  if (critical < CRITICAL_FOR_REVIEW.there || added > CRITICAL_FOR_REVIEW.added) return null;
  if (bits < TINY.bits && covers < TINY.covers) return null;
  const isWhole = containment >= needed && critical >= CRITICAL.there && added <= CRITICAL.added;
  return isWhole ? 'overlap' : 'review';
}
