import type { BodyOf } from '../../../../shared/api.ts';
import { send } from '../../../lib/call.ts';

/** Says something about a question to the others. */
export const say = (id: string, body: BodyOf<'/questions/{id}/comments'>) =>
  send('/questions/{id}/comments', { params: { id }, body });
