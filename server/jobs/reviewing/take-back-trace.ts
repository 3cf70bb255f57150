import { WinnowError } from '../../../shared/error.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type EditedTrace, editTrace, type Mender } from './edit-trace.ts';

/**
 * Takes the mend of a trace back: the text before it stands again, as a new version that goes through the same gates,
 * with its own reason and event. Both versions stay on record. What was judged of that text counts again, and those
 * who wrote something of it are its writers; whoever took the mend back wrote nothing. Taking that back in turn brings
 * the mended text back.
 * @param id of the version that the mend made
 * @throws WinnowError `not-found`; `conflict` where nobody mended it, or another version stands by now
 */
export function takeBackTrace(workspace: Workspace, id: string, why: string, who: Mender): EditedTrace {
  const { traces, traceEdits } = workspace;
  if (traces.byId(id) === undefined)
    throw new WinnowError('not-found', `There is no trace ${id.slice(0, 80)}.`);
  const edit = traceEdits.of(id);
  const was = edit === undefined ? undefined : traces.byId(edit.before);
  if (was === undefined)
    throw new WinnowError('conflict', 'Nobody mended this trace: there is nothing to take back.');
  const text = { thinking: was.thinking ?? '', answer: was.answer ?? '' };
  return editTrace(workspace, id, { ...text, why, restores: was.id }, who);
}
