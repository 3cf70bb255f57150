/** A name longer than this is a text, not a name. Unit: UTF-16 units. */
export const LONGEST_NAME = 200;

/**
 * How names of domains and topics are compared: in any case, with `&` for "and", and with any run of
 * punctuation, underscores and white space for one blank, so that `counting_and_probability` is
 * `Counting & Probability`. Empty where the name has no letter or digit.
 */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * What a topic may be looked up by, narrowest first: the name as a whole, then the steps of a path
 * (`Olympiad -> Number Theory -> Divisors`, `college_math.algebra`) from its end to its beginning.
 */
export function pathNames(name: string): string[] {
  const steps = name.split(/->|[>/|».]/u).filter((step) => nameKey(step) !== '');
  return steps.length > 1 ? [name, ...steps.reverse()] : [name];
}
