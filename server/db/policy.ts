import type { PolicyName } from '../../shared/vocabulary/policies.ts';
import { COMPLYING } from '../../shared/vocabulary/roles.ts';
import { policySha256 } from '../comply/policy.ts';
import type { Shipped } from '../comply/shipped.ts';
import { actingPerson } from './accounts/acting.ts';
import type { Workspace } from './workspace.ts';

/** Under which policy a workspace works, and since when. */
export interface WorkspacePolicy {
  policy: PolicyName;
  /** Opaque id of who set it; null where nobody has, and `internal` holds. */
  setBy: string | null;
  setAt: string | null;
}

const FACT = 'policy';
const UNSET: WorkspacePolicy = { policy: 'internal', setBy: null, setAt: null };

/** The policy of the workspace: `internal` until somebody sets another. */
export function workspacePolicy({ facts }: Pick<Workspace, 'facts'>): WorkspacePolicy {
  const stored = facts.get(FACT);
  return stored === undefined ? UNSET : (JSON.parse(stored) as WorkspacePolicy);
}

/**
 * Sets the policy of the workspace on somebody's word, with an event; setting what is so changes nothing.
 * @param by name of the person
 */
export function setWorkspacePolicy(
  workspace: Workspace,
  policy: PolicyName,
  by: string,
  policies: Shipped['policies'],
): WorkspacePolicy {
  return workspace.write('policy set', () => {
    const actor = actingPerson(workspace, by, COMPLYING);
    const known = workspacePolicy(workspace);
    if (known.policy === policy && known.setBy !== null) return known;
    const set = { policy, setBy: actor, setAt: workspace.now().toISOString() };
    workspace.facts.put(FACT, JSON.stringify(set));
    workspace.events.append({
      type: 'policy.set',
      actor,
      subject: 'workspace',
      idem: `policy.set:${workspace.randomHex(8)}`,
      data: {
        policy,
        version: policies[policy].version,
        policy_sha256: policySha256(policies[policy]),
        before: known.policy,
      },
    });
    return set;
  });
}
