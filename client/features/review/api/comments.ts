import type { BodyOf } from '../../../../shared/api.ts';
import { send } from '../../../lib/call.ts';

/** Says something about a question to the others. */
export const say = (id: string, body: BodyOf<'/questions/{id}/comments'>) =>
  send('/questions/{id}/comments', { params: { id }, body });

/** Writes a new version of a question. */
export const mend = (id: string, body: BodyOf<'/questions/{id}/edits'>) =>
  send('/questions/{id}/edits', { params: { id }, body });
