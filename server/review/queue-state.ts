import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';

/** Closes a queue, or opens it again, with an event; what is so already changes nothing. */
export function setQueueState(
  workspace: Workspace,
  id: string,
  state: Queue['state'],
  { person, actor }: { person: string; actor: string },
): Queue {
  return workspace.write('queue', () => {
    const queue = workspace.queues.byId(id);
    if (queue === undefined) throw new Error(`a queue that was just there: ${id}`);
    if (queue.state === state) return queue;
    workspace.events.append({
      type: state === 'closed' ? 'queue.closed' : 'queue.opened',
      actor: person,
      subject: id,
      idem: `queue.${state} ${id} ${workspace.randomHex(8)}`,
      data: { brought_by: actor },
    });
    workspace.queues.setState(id, state);
    return { ...queue, state };
  });
}
