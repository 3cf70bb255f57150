import { createHash } from 'node:crypto';
import type { Guidelines } from '../db/guidelines.ts';
import type { Workspace } from '../db/workspace.ts';

/**
 * Gives a queue a new version of its guidelines; what was judged before stays under the old one. The same text again
 * is no new version.
 */
export function setGuidelines(
  workspace: Workspace,
  queue: string,
  text: string,
  who: { person: string; actor: string },
): Guidelines {
  return workspace.write('guidelines', () => {
    const known = workspace.guidelines.latest(queue);
    if (known?.text === text) return known;
    const version = (known?.version ?? 0) + 1;
    const set = { version, text, setBy: who.person, setAt: workspace.now().toISOString() };
    const { seq } = workspace.events.append({
      type: 'guidelines.set',
      actor: who.person,
      subject: queue,
      idem: `guidelines ${queue} ${version}`,
      data: {
        queue,
        version,
        text_sha256: createHash('sha256').update(text).digest('hex'),
        brought_by: who.actor,
      },
    });
    workspace.guidelines.insert(queue, set, seq);
    return set;
  });
}
