import { WinnowError } from '../../shared/error.ts';

/** What somebody gives as a reason. @throws WinnowError `bad-usage` for blanks alone */
export function reason(text: string): string {
  if (text.trim() !== '') return text;
  throw new WinnowError(
    'bad-usage',
    '--why is blank; say why in some words, as in --why "letter of the author".',
  );
}
