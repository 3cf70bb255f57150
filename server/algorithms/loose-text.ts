/** What LaTeX writes to set space: between words and in formulas, and the marks around formulas. */
const SPACING =
  /\\(?:[,;:!>/ ]|[()[\]]|q?quad(?![A-Za-z])|(?:thin|med|thick|negthin|en)space(?![A-Za-z])|hfill?(?![A-Za-z])|left(?![A-Za-z])|right(?![A-Za-z])|displaystyle(?![A-Za-z]))|[\s~${}\u00a0\u200b\ufeff]+/g;

/**
 * A text as two people would both copy it: lower case, without white space, without what LaTeX writes to set space,
 * without the marks around formulas and without braces. Two texts that differ in nothing else have the same.
 * Linear in the length; no alternative of the pattern begins like another.
 */
export const looseText = (text: string): string => text.replace(SPACING, '').toLowerCase();

/** Longer words tell texts apart well enough. */
const ENOUGH = 3;
/** Shorter words are in too many texts. Unit: letters. */
const SHORTEST = 3;

/**
 * The longest words of a text, longest first: whoever contains the text, however it is spaced, contains each of them
 * as it stands. Numbers are no words, since they may be spaced within. Empty where there is no word of three letters.
 */
export function longestWords(text: string): string[] {
  const words = new Set(text.replace(SPACING, ' ').match(/\p{L}+/gu) ?? []);
  return [...words]
    .filter((word) => word.length >= SHORTEST)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, ENOUGH);
}
