import { settleFlags } from '../db/settle-flags.ts';
import type { Workspace } from '../db/workspace.ts';

/** Notes the waivers whose end has come, with the flags that stand open again; to be called in a write transaction. */
export function noteExpired(workspace: Workspace, actor: string): void {
  const { waivers, events } = workspace;
  for (const { id, expiresAt } of waivers.due(workspace.now().toISOString())) {
    waivers.setState(id, 'expired');
    events.append({
      type: 'waiver.expired',
      actor,
      subject: id,
      idem: `waiver.expired ${id}`,
      data: { expires_at: expiresAt },
    });
    settleUncovered(workspace, 'flag.waiver_expired', id, actor);
  }
}

/** The same for whoever only looks: writes where there is something to note, and nothing else. */
export function noteExpiredNow(workspace: Workspace, actor: string): void {
  if (workspace.waivers.due(workspace.now().toISOString()).length === 0) return;
  workspace.write('expired waivers', () => noteExpired(workspace, actor));
}

/** Opens the flags of a waiver that is over, but for those that another waiver covers or that were resolved. */
export function settleUncovered(
  workspace: Workspace,
  type: 'flag.waiver_expired' | 'flag.waiver_revoked',
  waiver: string,
  actor: string,
): void {
  const { waivers, flags } = workspace;
  const covered = waivers.flagsOf(waiver);
  const held = waivers.held(covered);
  const open = flags
    .standing(covered)
    .filter(({ id, state }) => state === 'waived' && !held.has(id))
    .map(({ id }) => id);
  const why = type === 'flag.waiver_expired' ? 'its waiver has expired' : 'its waiver was revoked';
  settleFlags(workspace, type, open.sort(), { actor, subject: waiver, why });
}
