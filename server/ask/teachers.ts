import { WinnowError } from '../../shared/error.ts';
import { referenceTeacher } from './reference.ts';
import type { Teacher } from './teacher.ts';

/**
 * A teacher by its name.
 * @throws WinnowError `bad-usage`
 */
export function teacherNamed(name: string): Teacher {
  if (name === referenceTeacher.name) return referenceTeacher;
  throw new WinnowError(
    'bad-usage',
    `There is no teacher ${name}: use --teacher gemini, openai or ${referenceTeacher.name}.`,
  );
}
