import { createHash } from 'node:crypto';
import type { FlagState } from './flags.ts';
import type { Workspace } from './workspace.ts';

/** What may happen to flags after they were raised. */
export const SETTLING = {
  'flag.resolved': 'resolved',
  'flag.reopened': 'open',
  'flag.waived': 'waived',
  'flag.waiver_revoked': 'open',
  'flag.waiver_expired': 'open',
} as const satisfies Record<string, FlagState>;
export type Settling = keyof typeof SETTLING;

/** Flags that share an event at most. */
const GROUP = 500;

/**
 * Records what became of flags, up to 500 an event, and has their state follow; to be called in the transaction of
 * what it follows from. The flags themselves are never changed.
 * @param about `subject` the id of what it follows from, such as a waiver; `why` for people, of our own making
 */
export function settleFlags(
  { events, flags, randomHex }: Pick<Workspace, 'events' | 'flags' | 'randomHex'>,
  type: Settling,
  ids: readonly string[],
  about: { actor: string; subject: string; why: string },
): void {
  for (let from = 0; from < ids.length; from += GROUP) {
    const group = ids.slice(from, from + GROUP);
    const hash = createHash('sha256').update(group.join('\n')).digest('hex').slice(0, 16);
    events.append({
      type,
      actor: about.actor,
      subject: about.subject,
      idem: `${type} ${hash} ${randomHex(8)}`,
      data: { flags: [...group], state: SETTLING[type], why: about.why },
    });
    for (const id of group) flags.setState(id, SETTLING[type]);
  }
}
