import type { Policy } from '../../shared/schemas/policy.ts';
import type { Shipped } from '../comply/shipped.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { type Gate, gateOutlook } from './gate.ts';
import type { GateFacts } from './gate-snapshot.ts';
import { chooseRows, type Wanted } from './select.ts';

/** What a release of a run would look at now. */
export function gateFactsOf(
  workspace: Workspace,
  run: StoredRun,
  { licences, terms }: Pick<Shipped, 'licences' | 'terms'>,
  wanted: Omit<Wanted, 'rows'> = {},
): GateFacts {
  const choice = chooseRows(workspace, run, { rows: run.report.selected, ...wanted });
  return { run, choice, licences, terms };
}

/** What a policy would make of a release of a run now; writes nothing. */
export const outlookOf = (
  workspace: Workspace,
  run: StoredRun,
  shipped: Pick<Shipped, 'licences' | 'terms'>,
  policy: Policy,
): Gate => gateOutlook(workspace, gateFactsOf(workspace, run, shipped), policy);
