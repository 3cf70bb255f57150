import { WinnowError } from '../../shared/error.ts';
import type { Caller } from './callers.ts';

/**
 * In whose name something is done: whoever has signed in speaks for themselves.
 * @throws WinnowError `bad-usage` where nobody has, and nobody is named
 */
export function speakerOf({ actor, name }: Caller, by: string | undefined): string {
  if (actor !== 'local') return name;
  if (by !== undefined) return by;
  throw new WinnowError('bad-usage', 'Say who says so: the field by, as nobody has signed in.');
}
