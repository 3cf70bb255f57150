import { readFileSync } from 'node:fs';
import { WinnowError } from '../../shared/error.ts';

/** The text of a signed head that somebody kept. @throws WinnowError `not-found` */
export function keptText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new WinnowError(
      'not-found',
      `The checkpoint ${file} can not be read; name the file that was kept.`,
    );
  }
}
