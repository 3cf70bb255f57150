import type { Workspace } from '../db/workspace.ts';
import { blindTo, isBlindToAny } from '../review/blind.ts';
import type { Caller } from './callers.ts';

/** Whether a question is one of which a caller is told no judgements yet; who oversees is told all. */
export const hiddenFrom = (workspace: Workspace, { role, actor }: Caller): ((question: string) => boolean) =>
  role === 'reviewer' ? blindTo(workspace, actor) : () => false;

/** Whether there is any such question, so that no list may be filtered or counted by what was judged. */
export const isAnyHiddenFrom = (workspace: Workspace, { role, actor }: Caller): boolean =>
  role === 'reviewer' && isBlindToAny(workspace, actor);
