import { WinnowError } from '../../shared/error.ts';

/** A text of fewer signs stands in too many others. Unit: characters without white space. */
const SHORTEST = 12;
const LONGEST = 20_000;

/**
 * Looks for a text in others, without regard to case, white space, and the spacing commands of LaTeX.
 * @throws WinnowError `bad-usage` for a text that is too short to mean anything in particular
 */
export function textFinder(text: string): (texts: readonly (string | null)[]) => boolean {
  const wanted = folded(text);
  if (wanted.length < SHORTEST || text.length > LONGEST)
    throw new WinnowError(
      'bad-usage',
      `A text to be taken down has ${SHORTEST} to ${LONGEST} characters; quote a sentence of it, or name a question.`,
    );
  return (texts) => texts.some((one) => one !== null && folded(one).includes(wanted));
}

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\\(?:[,;:! ]|quad\b|qquad\b)|~|\s+/gu, '');
