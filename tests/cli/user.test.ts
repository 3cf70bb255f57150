import { expect, test } from 'vitest';
import { register as policy } from '../../server/cli/policy.ts';
import { register as user } from '../../server/cli/user.ts';
import { isPassword } from '../../server/db/accounts/passwords.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { typed } from './in-process.ts';

const json = async <T = unknown>(...asked: Parameters<typeof typed>): Promise<T> =>
  JSON.parse((await typed(...asked)).out) as T;

test('user add, list, role and disable', async () => {
  const workspace = temporaryWorkspace();
  const password = { password: async () => 'a long enough one' };
  const ann = await json<{ userId: string }>(
    workspace,
    user,
    ['user', 'add', 'ann', '--json'],
    undefined,
    password as object,
  );
  const ben = await json(workspace, user, ['user', 'add', 'ben', '--json']);
  const item = (name: string, role: string, state: string) => ({
    userId: expect.stringMatching(/^person-/),
    user: name,
    ...{ role, state },
    createdAt: '2026-11-24T00:00:00.000Z',
  });
  expect(ann).toEqual({ ...item('ann', 'owner', 'active'), invitation: null });
  expect(ben).toEqual({ ...item('ben', 'reviewer', 'invited'), invitation: expect.any(String) });
  expect(await isPassword('a long enough one', workspace.credentials.of(ann.userId))).toBe(true);
  await typed(workspace, user, ['user', 'role', 'ben', 'auditor']);
  await typed(workspace, user, ['user', 'disable', 'ben']);
  expect(await json(workspace, user, ['user', 'list', '--json'])).toEqual([
    item('ann', 'owner', 'active'),
    item('ben', 'auditor', 'disabled'),
  ]);
  await expect(typed(workspace, user, ['user', 'disable', 'ann'])).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(typed(workspace, user, ['user', 'add', ' ann '])).rejects.toMatchObject({ code: 'conflict' });
});

test('once there are users, only one with the role can act in a name', async () => {
  const workspace = temporaryWorkspace();
  const set = (by: string) => typed(workspace, policy, ['policy', 'set', 'strict', '--by', by]);
  await set('anybody');
  for (const [name, role] of [
    ['ann', 'owner'],
    ['ben', 'reviewer'],
    ['cem', 'compliance-officer'],
  ] as const)
    await typed(workspace, user, ['user', 'add', name, '--role', role]);
  await set('cem');
  for (const name of ['anybody', 'ben'])
    await expect(set(name)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining(name),
    });
});
