import { WinnowError } from '../../shared/error.ts';

/** @throws WinnowError `bad-usage` for what is no number of 1 to 9,999,999 */
export function wholeNumber(text: string, option: string, unit: string, example: number): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new WinnowError(
    'bad-usage',
    `${option} ${text.slice(0, 20)}: a number of ${unit}, as in ${option} ${example}.`,
  );
}

/** Rows of the reserve that a release holds back for validation. */
export const heldBack = (text: string): number => wholeNumber(text, '--validation', 'rows', 100);
