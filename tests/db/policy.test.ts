import { describe, expect, it } from 'vitest';
import { policySha256 } from '../../server/comply/policy.ts';
import { setWorkspacePolicy, workspacePolicy } from '../../server/db/policy.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const bodies = (workspace: ReturnType<typeof temporaryWorkspace>) =>
  workspace.events
    .all()
    .map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>);

describe('the policy of a workspace', () => {
  it('is internal until somebody sets another, which is an event without a name', () => {
    const workspace = temporaryWorkspace();
    expect(workspacePolicy(workspace)).toEqual({ policy: 'internal', setBy: null, setAt: null });
    const set = setWorkspacePolicy(workspace, 'strict', ' Ann ', SHIPPED.policies);
    expect([set, workspacePolicy(workspace)]).toEqual([set, set]);
    expect([set.policy, set.setAt, workspace.people.nameOf(set.setBy ?? '')]).toEqual([
      'strict',
      '2026-11-24T00:00:00.000Z',
      'Ann',
    ]);
    expect(bodies(workspace)).toMatchObject([
      {
        type: 'policy.set',
        actor: set.setBy,
        data: {
          policy: 'strict',
          version: 2,
          policy_sha256: policySha256(SHIPPED.policies.strict),
          before: 'internal',
        },
      },
    ]);
    expect(JSON.stringify(bodies(workspace))).not.toContain('Ann');
  });

  it('can be set to internal by somebody too, and again without another event', () => {
    const workspace = temporaryWorkspace();
    const by = [0, 1].map(() => setWorkspacePolicy(workspace, 'internal', 'ann', SHIPPED.policies).setBy);
    expect([by[0], bodies(workspace).length]).toEqual([by[1], 1]);
    expect(setWorkspacePolicy(workspace, 'research-only', 'bob', SHIPPED.policies).policy).toBe(
      'research-only',
    );
    expect(bodies(workspace).length).toBe(2);
  });
});

describe('people', () => {
  it('have one id a name, which says nothing about it and outlives it', () => {
    const workspace = temporaryWorkspace();
    const idOf = (name: string) => workspace.people.idOf(name, workspace.randomHex);
    const [ann, again, bob] = [idOf('ann'), idOf(' ann'), idOf('bob')];
    expect([ann, again === ann, bob === ann]).toEqual([
      expect.stringMatching(/^person-[0-9a-f]{16}$/),
      true,
      false,
    ]);
    expect([workspace.people.erase(ann), workspace.people.erase('person-0')]).toEqual([true, false]);
    expect([workspace.people.nameOf(ann), workspace.people.nameOf(bob)]).toEqual([null, 'bob']);
    expect(idOf('ann')).not.toBe(ann);
  });

  it.each(['', '  ', 'a\nb', 'x'.repeat(101), '\ud800'])('have no name like %j', (name) => {
    const workspace = temporaryWorkspace();
    expect(() => workspace.people.idOf(name, workspace.randomHex)).toThrow(
      expect.objectContaining({ code: 'bad-usage' }),
    );
  });
});
