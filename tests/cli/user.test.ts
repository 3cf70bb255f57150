import { expect, test } from 'vitest';
import { register as benchmarks } from '../../server/cli/benchmarks.ts';
import type { Register } from '../../server/cli/frame.ts';
import { register as licences } from '../../server/cli/licences.ts';
import { markCommand } from '../../server/cli/marks.ts';
import { register as policy } from '../../server/cli/policy.ts';
import { register as takedown } from '../../server/cli/takedown.ts';
import { register as terms } from '../../server/cli/terms.ts';
import { register as user } from '../../server/cli/user.ts';
import { isPassword } from '../../server/db/accounts/passwords.ts';
import { addUser, disableUser } from '../../server/db/accounts/users.ts';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { importReviews } from '../../server/jobs/import-reviews.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { typed } from './in-process.ts';

/** Stands for a page of terms, which is made in the test. */
const PAGE = 'PAGE';

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

const DECLARED = ['--endpoint', 'http://127.0.0.1:9/v1', '--host', 'self', '--model', 'r1'];

/** Every command that takes a person, up to the name. */
const SAYINGS: readonly (readonly [Register, readonly string[]])[] = [
  [markCommand('pin'), ['pin', 'q', '--why', 'good', '--by']],
  [markCommand('exclude'), ['exclude', 'q', '--why', 'bad', '--by']],
  [markCommand('exclude'), ['exclude', 'q', '--why', 'bad', '--undo', '--by']],
  [markCommand('tag'), ['tag', 'q', '--why', 'odd', '--by']],
  [benchmarks, ['benchmarks', 'exempt', 'find the value', '--why', 'usual words', '--by']],
  [benchmarks, ['benchmarks', 'rule', 'q', 'b/1', 'no-overlap', '--why', 'other', '--by']],
  [terms, ['terms', 'declare', ...DECLARED, '--weights', 'deepseek-ai/DeepSeek-R1', '--by']],
  [terms, ['terms', 'capture', PAGE, '--of', 'google/gemini-api-additional', '--by']],
  [licences, ['licences', 'conclude', 's', '--spdx', 'MIT', '--why', 'a letter of May', '--by']],
  [takedown, ['takedown', 'source', 's', '--why', 'a notice', '--by']],
  [policy, ['policy', 'set', 'strict', '--by']],
];

test.each(SAYINGS.map(([register, argv]) => [argv.slice(0, 2).join(' '), register, argv] as const))(
  'once there are users, %s is said by one of them who may, and by nobody else',
  async (_what, register, argv) => {
    const workspace = temporaryWorkspace();
    await importFiles(workspace, [fileOf('p.jsonl', jsonLines({ source: 's', id: 'q', question: 'What?' }))]);
    await addBenchmarks(workspace, [fileOf('b.jsonl', jsonLines({ id: '1', question: 'Who?' }))], {}, 'me');
    for (const [name, role] of [
      ['ann', 'owner'],
      ['aud', 'auditor'],
      ['dis', 'owner'],
    ] as const)
      addUser(workspace, { name, role, passwordHash: null, actor: 'local' });
    disableUser(workspace, 'dis', 'local');
    const page = fileOf('page.txt', 'You may not sell it.\n');
    const words = argv.map((word) => (word === PAGE ? page : word));
    const before = workspace.events.count();
    for (const [who, why] of [
      ['nobody', '"nobody" is no user; this takes a user with the role owner'],
      ['aud', '"aud" has the role auditor; this takes a user with the role owner'],
      ['dis', '"dis" is disabled; this takes a user with the role owner'],
    ] as const)
      await expect(typed(workspace, register, [...words, who])).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining(why),
      });
    expect(workspace.events.count()).toBe(before);
    const blank = words.map((word, i) => (words[i - 1] === '--why' ? ' \t' : word));
    if (words.includes('--why'))
      await expect(typed(workspace, register, [...blank, 'ann'])).rejects.toMatchObject({
        code: 'bad-usage',
        message: expect.stringContaining('--why is blank'),
      });
    await typed(workspace, register, [...words, 'ann']);
  },
);

test('once there are users, a file judges in the names of those who may, and of nobody else', async () => {
  const workspace = temporaryWorkspace();
  await importFiles(workspace, [fileOf('p.jsonl', jsonLines({ source: 's', id: 'q', question: 'What?' }))]);
  addUser(workspace, { name: 'ann', role: 'owner', passwordHash: null, actor: 'local' });
  const lines = ['ann', 'nobody'].map((reviewer) => ({ id: 'q', reviewer, decision: 'accept' }));
  const report = await importReviews(workspace, [fileOf('r.jsonl', jsonLines(...lines))], {
    run: null,
    actor: 'local',
  });
  expect(report).toMatchObject({
    reviews: 1,
    people: 1,
    rejected: 1,
    rejections: [{ line: 2, reason: 'no-user' }],
  });
});

test('user skills says what somebody is able to judge, and nothing takes it away', async () => {
  const workspace = temporaryWorkspace();
  addUser(workspace, { name: 'ann', role: 'reviewer', passwordHash: null, actor: 'local' });
  const { out } = await typed(workspace, user, ['user', 'skills', 'ann', 'Proofs', 'biology']);
  expect(out).toBe('ann  biology, proofs\n');
  expect(await json(workspace, user, ['user', 'skills', 'ann', '--json'])).toEqual({
    ...{ user: 'ann', role: 'reviewer' },
    skills: [],
  });
  await expect(typed(workspace, user, ['user', 'skills', 'eve', 'x'])).rejects.toMatchObject({
    code: 'not-found',
  });
});
