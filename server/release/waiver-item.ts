import type { WaiverItem } from '../../shared/schemas/compliance.ts';
import type { StoredWaiver } from '../db/waivers.ts';
import type { Workspace } from '../db/workspace.ts';

/** A waiver as people see it. One whose end has come is shown as expired, noted as such or not. */
export function waiverItem({ people, runs, now }: Workspace, waiver: StoredWaiver): WaiverItem {
  const {
    id: waiverId,
    codes,
    flags,
    reason,
    purpose,
    why,
    statement,
    evidence,
    validFrom,
    expiresAt,
  } = waiver;
  const isOver = waiver.state === 'active' && expiresAt <= now().toISOString();
  return {
    waiverId,
    state: isOver ? 'expired' : waiver.state,
    run: runs.byNumber(waiver.run)?.report.runId ?? null,
    ...{ codes, flags, reason, purpose, why },
    by: people.nameOf(waiver.actor),
    ...{ evidence, validFrom, expiresAt, statement },
  };
}
