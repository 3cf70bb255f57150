import { expect, test } from 'vitest';
import { hashPassword } from '../../server/db/accounts/passwords.ts';
import { addUser, disableUser } from '../../server/db/accounts/users.ts';
import { checkLog } from '../../server/db/check-log.ts';
import { signInLimit } from '../../server/http/sign-in-limit.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

const json = { 'Content-Type': 'application/json' };
const PASSWORD = 'correct horse battery';

/** A server that asks everybody to sign in, with one owner. */
async function serving(names?: string[]) {
  const workspace = temporaryWorkspace();
  const owner = signedInAs(workspace, 'ann', 'owner');
  const server = await startServer(workspace, undefined, { signIn: true, ...(names && { names }) });
  const post = (path: string, body: object, headers: Record<string, string> = json) =>
    server.api(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
  return { ...server, owner, post };
}

const cookieOf = (headers: { 'set-cookie'?: string[] | undefined }) => headers['set-cookie']?.[0] ?? '';

test('whoever was invited chooses a password once, and signs in with it from then on', async () => {
  const { post, owner, api, workspace } = await serving();
  const made = await post('/users', { user: 'ben', role: 'reviewer' }, owner);
  expect([made.status, made.body]).toEqual([
    201,
    {
      userId: expect.stringMatching(/^person-/),
      user: 'ben',
      role: 'reviewer',
      state: 'invited',
      createdAt: expect.any(String),
      invitation: expect.any(String),
    },
  ]);
  const { invitation } = made.body as { invitation: string };
  expect((await post('/invitations/accept', { invitation, password: 'short' })).status).toBe(400);
  const accepted = await post('/invitations/accept', { invitation, password: PASSWORD });
  expect([accepted.status, accepted.body]).toEqual([
    201,
    { user: 'ben', role: 'reviewer', csrfToken: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  expect(cookieOf(accepted.headers)).toMatch(
    /^winnow_session=[\w.-]+; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
  );
  expect((await post('/invitations/accept', { invitation, password: PASSWORD })).status).toBe(403);

  const signedIn = await post('/session', { user: 'ben', password: PASSWORD });
  expect(signedIn.status).toBe(201);
  const Cookie = cookieOf(signedIn.headers).split(';')[0] ?? '';
  const session = (await api('/session', { headers: { Cookie } })).body as { csrfToken: string };
  expect(session).toEqual(signedIn.body);
  const tampered = `${Cookie.slice(0, -1)}${Cookie.endsWith('0') ? '1' : '0'}`;
  expect((await api('/session', { headers: { Cookie: tampered } })).status).toBe(401);
  expect((await post('/session/end', {}, { Cookie })).status).toBe(403);
  const out = await post('/session/end', { everywhere: true }, { Cookie, 'X-CSRF-Token': session.csrfToken });
  expect([out.status, out.body, cookieOf(out.headers)]).toEqual([
    200,
    { ended: 2 },
    expect.stringContaining('Max-Age=0'),
  ]);
  expect((await api('/session', { headers: { Cookie } })).status).toBe(401);
  expect(checkLog(workspace, [], null).fault).toBe(null);
});

test('one session ends alone where everywhere is not said', async () => {
  const { post, api, workspace, owner } = await serving();
  const other = signedInAs(workspace, 'ann', 'owner');
  expect((await post('/session/end', {}, owner)).body).toEqual({ ended: 1 });
  expect([
    (await api('/session', { headers: owner })).status,
    (await api('/session', { headers: other })).status,
  ]).toEqual([401, 200]);
});

test('after five wrong passwords a name has to wait, from that address, even with the right one', async () => {
  const { post, workspace } = await serving();
  addUser(workspace, {
    name: 'ben',
    role: 'curator',
    passwordHash: await hashPassword(PASSWORD),
    actor: 'local',
  });
  const tries = [];
  for (let i = 0; i < 5; i++)
    tries.push((await post('/session', { user: 'ben', password: `wrong ${i}` })).status);
  expect(tries).toEqual([401, 401, 401, 401, 401]);
  const refused = await post('/session', { user: 'ben', password: PASSWORD });
  expect([refused.status, refused.headers['retry-after'], refused.body]).toEqual([
    429,
    '900',
    {
      error: 'too-many',
      message: 'Too many failed sign-ins; try again in 15 minutes.',
      details: { retryAfterSeconds: 900 },
    },
  ]);
});

test('a user who is disabled is out at once, and their token with them', async () => {
  const { api, post, workspace } = await serving();
  const ben = signedInAs(workspace, 'ben', 'curator');
  const { token } = (await post('/tokens', { name: 'script', scope: 'full' }, ben)).body as { token: string };
  const bearer = { Authorization: `Bearer ${token}` };
  expect((await api('/session', { headers: bearer })).body).toMatchObject({ user: 'ben', role: 'curator' });
  disableUser(workspace, 'ben', 'local');
  expect((await api('/session', { headers: ben })).status).toBe(401);
  expect((await api('/session', { headers: bearer })).body).toMatchObject({ error: 'not-signed-in' });
  const all = await api('/users', { headers: signedInAs(workspace, 'ann', 'owner') });
  expect((all.body as { items: unknown[] }).items).toMatchObject([
    { user: 'ann', state: 'invited' },
    { user: 'ben', state: 'disabled' },
  ]);
});

test('a token does what its scope says, and never makes users or tokens', async () => {
  const { post, api, owner } = await serving();
  const make = async (scope: string) => {
    const { token } = (await post('/tokens', { name: scope, scope }, owner)).body as { token: string };
    return { Authorization: `Bearer ${token}` };
  };
  const [read, review, full] = [await make('read'), await make('review'), await make('full')];
  const tried = async (headers: Record<string, string>) => [
    (await api('/runs', { headers })).status,
    (await post('/reviews', {}, headers)).status,
    (await post('/collections', {}, headers)).status,
    (await post('/users', { user: 'eve', role: 'owner' }, headers)).status,
    (await post('/tokens', { name: 'x', scope: 'full' }, headers)).status,
  ];
  expect(await tried(read)).toEqual([200, 403, 403, 403, 403]);
  expect(await tried(review)).toEqual([200, 400, 403, 403, 403]);
  expect(await tried(full)).toEqual([200, 400, 400, 403, 403]);
  const listed = (await api('/tokens', { headers: owner })).body as { items: { tokenId: string }[] };
  expect(JSON.stringify(listed)).not.toMatch(/\.[0-9a-f]{64}\./);
  for (const { tokenId } of listed.items) await post(`/tokens/${tokenId}/revoke`, {}, owner);
  expect((await api('/runs', { headers: full })).status).toBe(401);
});

test('on this machine nobody is asked, unless it came through a proxy', async () => {
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'ann', 'owner');
  const { api } = await startServer(workspace);
  expect((await api('/session')).body).toMatchObject({ user: 'local', role: 'owner' });
  for (const name of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via'])
    expect((await api('/session', { headers: { [name]: '10.0.0.9' } })).status).toBe(401);
});

test('a server answers to the names that it was given', async () => {
  const { api, owner } = await serving(['review.example']);
  const asked = (Host: string) => api('/health', { headers: { ...owner, Host } });
  expect([(await asked('review.example')).status, (await asked('other.example')).status]).toEqual([200, 403]);
});

test('who signs in takes nothing from the tries of others at the same address', () => {
  const limit = signInLimit(() => 0);
  const signIn = (name: string, isRight: boolean) => {
    limit.check(name, '10.0.0.1');
    const takeBack = limit.failed(name, '10.0.0.1');
    if (!isRight) return;
    takeBack();
    limit.forget(name, '10.0.0.1');
  };
  for (let i = 0; i < 29; i++) signIn(`wrong${i}`, false);
  for (let i = 0; i < 100; i++) signIn(`person${i % 40}`, true);
  signIn('wrong29', false);
  expect(() => signIn('person1', true)).toThrow('Too many failed sign-ins');
});
