import { expect, test } from 'vitest';
import { type OidcSettings, oidcSettings } from '../../server/db/accounts/oidc-settings.ts';
import { addUser, disableUser, listUsers } from '../../server/db/accounts/users.ts';
import { checkLog } from '../../server/db/check-log.ts';
import { CLIENT, startProvider, walker } from '../helpers/oidc.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

const json = { 'Content-Type': 'application/json' };

/** A server with an owner, and a provider that knows it. */
async function serving(accounts: Record<string, Record<string, unknown>>, some: Record<string, string> = {}) {
  const provider = await startProvider(accounts);
  const workspace = temporaryWorkspace();
  const owner = signedInAs(workspace, 'olga', 'owner');
  const settings = oidcSettings({
    WINNOW_OIDC_ISSUER: provider.issuer,
    WINNOW_OIDC_CLIENT_ID: CLIENT.id,
    WINNOW_OIDC_CLIENT_SECRET: CLIENT.secret,
    WINNOW_OIDC_NAME: 'Test Login',
    ...some,
  }) as OidcSettings;
  const server = await startServer(workspace, undefined, { signIn: true, oidc: { ...settings, fetch } });
  const back = `http://127.0.0.1:${server.port}/sign-in/oidc`;
  provider.open(back);
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    server.api(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
  /** Begins at the server, signs in at the provider, and comes back. */
  const signIn = async (
    login: string,
    { body = {}, path = '/session/oidc', headers = {}, mend = (url: string) => url } = {},
  ) => {
    const begun = await post(path, body, headers);
    expect(begun.status).toBe(201);
    const flow = cookie(begun.headers, 'winnow_oidc');
    const { url } = begun.body as { url: string };
    const answer = mend(await walker().signIn(url, login, back));
    const at = answer.slice(answer.indexOf('/sign-in'));
    const done = await server.ask(at, { headers: { Cookie: `winnow_oidc=${flow}` } });
    return { done, url, flow, at, location: done.headers.location ?? '' };
  };
  const who = async (headers: Parameters<typeof cookie>[0]) =>
    (
      await server.api('/session', {
        headers: { Cookie: `winnow_session=${cookie(headers, 'winnow_session')}` },
      })
    ).body;
  return { ...server, workspace, provider, owner, post, signIn, who, back };
}

function cookie(headers: { 'set-cookie'?: string[] | undefined }, name: string): string {
  const found = headers['set-cookie']?.find((one) => one.startsWith(`${name}=`)) ?? '';
  return /^[^=]+=([^;]*)/.exec(found)?.[1] ?? '';
}

const invite = async (
  post: Awaited<ReturnType<typeof serving>>['post'],
  owner: Record<string, string>,
  user: string,
) => (await post('/users', { user, role: 'curator' }, owner)).body as { invitation: string };

test('whoever was invited links the account by the invitation, and signs in by it from then on', async () => {
  const { signIn, who, post, owner, workspace, api, logged } = await serving({ 'sub-1': { name: 'Ben B.' } });
  expect((await api('/session/ways')).body).toEqual({ oidc: { name: 'Test Login' }, linked: false });
  const { invitation } = await invite(post, owner, 'ben');
  const { done, url, location } = await signIn('sub-1', { body: { invitation } });
  const asked = new URL(url).searchParams;
  expect([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('scope')]).toEqual([
    'code',
    'S256',
    'openid profile email',
  ]);
  expect([asked.get('state'), asked.get('nonce'), asked.get('code_challenge')]).toEqual([
    expect.stringMatching(/^[\w-]{43}$/),
    expect.stringMatching(/^[\w-]{43}$/),
    expect.stringMatching(/^[\w-]{43}$/),
  ]);
  expect([done.status, location]).toEqual([303, '/']);
  expect(done.headers['set-cookie']?.find((one) => one.startsWith('winnow_session'))).toMatch(
    /HttpOnly; SameSite=Strict$/,
  );
  expect(await who(done.headers)).toMatchObject({ user: 'ben', role: 'curator' });
  expect((await post('/invitations/accept', { invitation, password: 'a long password' })).status).toBe(403);

  const again = await signIn('sub-1');
  expect(await who(again.done.headers)).toMatchObject({ user: 'ben' });
  expect(listUsers(workspace).map(({ user, state }) => [user, state])).toEqual([
    ['olga', 'invited'],
    ['ben', 'active'],
  ]);
  expect(checkLog(workspace, [], null).fault).toBe(null);
  const everything = JSON.stringify([...workspace.events.each()]) + logged.join();
  expect(everything).not.toContain('sub-1');
  expect(everything).not.toContain(CLIENT.secret);
});

test('whom nobody invited stays out, whatever name or address the account has', async () => {
  const claims = { preferred_username: 'olga', email: 'olga@example.org', email_verified: true };
  const { signIn, workspace } = await serving({ 'sub-9': claims });
  expect((await signIn('sub-9')).location).toBe('/sign-in?fault=unknown');
  expect(listUsers(workspace).map(({ user }) => user)).toEqual(['olga']);
});

test('a rule lets newcomers in: as what a claim says, else as it says; never by the name of somebody', async () => {
  const accounts = {
    eva: { preferred_username: 'eva', groups: ['staff', 'curators'] },
    fred: { preferred_username: 'fred', groups: ['others'] },
    other: { preferred_username: 'olga', groups: [] },
    imported: { preferred_username: 'zoe', groups: [] },
    nobody: { groups: [] },
  };
  const { signIn, who, workspace } = await serving(accounts, {
    WINNOW_OIDC_ROLE_CLAIM: 'groups',
    WINNOW_OIDC_ROLES: 'curators=curator,staff=auditor',
    WINNOW_OIDC_NEWCOMERS: 'reviewer',
  });
  workspace.write('test', () => workspace.people.idOf('zoe', workspace.randomHex)); // judged once, by a file
  const eva = await signIn('eva');
  expect(await who(eva.done.headers)).toMatchObject({ user: 'eva', role: 'curator' });
  expect(await who((await signIn('fred')).done.headers)).toMatchObject({ user: 'fred', role: 'reviewer' });
  expect((await signIn('other')).location).toBe('/sign-in?fault=name-taken');
  expect((await signIn('imported')).location).toBe('/sign-in?fault=name-taken');
  expect((await signIn('nobody')).location).toBe('/sign-in?fault=nameless');
  disableUser(workspace, 'eva', 'local');
  expect((await signIn('eva')).location).toBe('/sign-in?fault=disabled');
});

test('who has signed in links an account to themselves, and only one that nobody has', async () => {
  const { signIn, owner, workspace, post, api } = await serving({ a: {}, b: {} });
  const link = { path: '/session/oidc/link', headers: owner };
  expect((await signIn('a', link)).location).toBe('/people');
  expect((await api('/session/ways', { headers: owner })).body).toMatchObject({ linked: true });
  const ben = signedInAs(workspace, 'ben', 'reviewer');
  expect((await signIn('a', { ...link, headers: ben })).location).toBe('/people?fault=taken');
  const { 'X-CSRF-Token': _token, ...bare } = ben;
  expect((await post('/session/oidc/link', {}, bare)).status).toBe(403);
  const { invitation } = await invite(post, owner, 'cem');
  expect((await signIn('a', { body: { invitation } })).location).toMatch(
    /^\/sign-in\?fault=taken&invitation=/,
  );
});

const FORGED: [what: string, mend: (url: string) => string, fault: string][] = [
  ['another state', (url) => url.replace(/state=[^&]+/, 'state=other'), 'provider'],
  ['no state', (url) => url.replace(/&?state=[^&]+/, ''), 'provider'],
  ['another code', (url) => url.replace(/code=[^&]+/, 'code=other'), 'provider'],
  ['another issuer', (url) => url.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fother.example'), 'provider'],
  ['a refusal', (url) => url.replace(/code=[^&]+/, 'error=access_denied'), 'refused'],
];

test('an answer that is not the one that was waited for signs nobody in, and no code comes into the log', async () => {
  const { signIn, logged, workspace } = await serving({ eva: {} }, { WINNOW_OIDC_NEWCOMERS: 'reviewer' });
  for (const [what, mend, fault] of FORGED) {
    logged.length = 0;
    const { location, done, at } = await signIn('eva', { mend });
    expect([what, location]).toEqual([what, `/sign-in?fault=${fault}`]);
    expect(cookie(done.headers, 'winnow_session')).toBe('');
    expect(logged.join('\n')).toMatch(/^sign-in by OpenID Connect: \w+ \([\w-]+\)$/);
    const code = new URL(at, 'http://x').searchParams.get('code');
    if (code !== null && code !== 'other') expect(logged.join()).not.toContain(code);
  }
  expect(listUsers(workspace)).toHaveLength(1);
});

test('an answer counts in the browser that began it, once, and for ten minutes', async () => {
  const { signIn, ask, workspace } = await serving(
    { eva: { preferred_username: 'eva' } },
    { WINNOW_OIDC_NEWCOMERS: 'reviewer' },
  );
  const { at, flow } = await signIn('eva');
  const come = async (Cookie: string) => (await ask(at, { headers: { Cookie } })).headers.location;
  expect(await come('')).toBe('/sign-in?fault=expired');
  expect(await come(`winnow_oidc=${flow.slice(0, -2)}AA`)).toBe('/sign-in?fault=expired');
  expect(await come(`winnow_oidc=${flow}`)).toBe('/sign-in?fault=provider'); // the code was used
  const now = workspace.now;
  Object.assign(workspace, { now: () => new Date(now().getTime() + 11 * 60_000) });
  expect(await come(`winnow_oidc=${flow}`)).toBe('/sign-in?fault=expired');
});

test('whoever fails five times in one sign-in has to wait, and nobody else with them', async () => {
  const { ask, post } = await serving({});
  const begun = await post('/session/oidc', {});
  const Cookie = `winnow_oidc=${cookie(begun.headers, 'winnow_oidc')}`;
  const state = new URL((begun.body as { url: string }).url).searchParams.get('state');
  const seen = [];
  for (let i = 0; i < 6; i++)
    seen.push(
      (await ask(`/sign-in/oidc?code=x${i}&state=${state}`, { headers: { Cookie } })).headers.location,
    );
  expect(seen.slice(0, 5)).toEqual(Array(5).fill('/sign-in?fault=provider'));
  expect(seen[5]).toBe('/sign-in?fault=too-many');
  expect((await ask('/sign-in/oidc?code=x')).headers.location).toBe('/sign-in?fault=expired');
  expect((await post('/session/oidc', {})).status).toBe(201);
});

test('a provider that does not answer is told in one line, and the next try asks again', async () => {
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'olga', 'owner');
  const provider = await startProvider();
  const settings = oidcSettings({
    WINNOW_OIDC_ISSUER: 'http://127.0.0.1:9',
    WINNOW_OIDC_CLIENT_ID: CLIENT.id,
  }) as OidcSettings;
  let issuer = settings.issuer.href;
  const reach: typeof fetch = (input, init) =>
    fetch(String(input).replace('http://127.0.0.1:9', issuer.replace(/\/$/, '')), init);
  const { api, logged } = await startServer(workspace, undefined, {
    signIn: true,
    oidc: { ...settings, fetch: reach },
  });
  const begin = () => api('/session/oidc', { method: 'POST', headers: json, body: '{}' });
  const failed = await begin();
  expect([failed.status, failed.body]).toEqual([
    500,
    {
      error: 'failed',
      message: 'The provider does not answer; try again, or sign in with a password.',
      details: { fault: 'unreachable' },
    },
  ]);
  expect(logged).toEqual([expect.stringMatching(/^sign-in by OpenID Connect: unreachable \([\w-]+\)$/)]);
  issuer = provider.issuer;
  provider.open('http://127.0.0.1:1/sign-in/oidc');
  expect((await begin()).body).toMatchObject({ details: { fault: 'provider' } }); // it is not who it claims to be
});

test('a server without a provider says so, and its callback is a page like any other', async () => {
  const { api, ask } = await startServer(temporaryWorkspace());
  expect((await api('/session/ways')).body).toEqual({ oidc: null, linked: false });
  const begun = await api('/session/oidc', { method: 'POST', headers: json, body: '{}' });
  expect([begun.status, begun.body]).toMatchObject([404, { error: 'not-found' }]);
  expect((await ask('/sign-in/oidc?code=x')).status).toBe(200);
});

test('nobody without a user: a role by claim lets the first owner in only where a map says so', async () => {
  const { signIn, who, workspace } = await serving(
    { boss: { preferred_username: 'boss', groups: 'admins' } },
    { WINNOW_OIDC_ROLE_CLAIM: 'groups', WINNOW_OIDC_ROLES: 'admins=owner' },
  );
  expect(await who((await signIn('boss')).done.headers)).toMatchObject({ user: 'boss', role: 'owner' });
  addUser(workspace, { name: 'x', role: 'reviewer', passwordHash: null, actor: 'local' });
});
