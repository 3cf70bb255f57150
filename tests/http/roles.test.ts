import { expect, test } from 'vitest';
import { EVENTS_PATH, JOB_EVENTS_PATH, ROUTES } from '../../shared/api.ts';
import type { Route } from '../../shared/route.ts';
import { ROLE_NAMES } from '../../shared/vocabulary/roles.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { type Answer, startServer } from './server.ts';

/** Signing out comes last: whoever does it is nobody afterwards. */
const routes = [...Object.values<Route>(ROUTES).filter((one) => one !== ROUTES.signOut), ROUTES.signOut];

/** Calls every route of the table with nothing in it, as somebody. @returns which of them were refused, and how */
async function refused(
  api: (path: string, asked: object) => Promise<Answer>,
  headers: Record<string, string>,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { method, path } of routes) {
    const isWrite = method === 'post';
    const answer = await api(path.replaceAll(/\{\w+\}/g, 'nothing'), {
      method: method.toUpperCase(),
      headers: { ...headers, ...(isWrite && { 'Content-Type': 'application/json' }) },
      ...(isWrite && { body: '{}' }),
    });
    expect(answer.status, `${method} ${path}`).not.toBe(500);
    if (answer.status === 401 || answer.status === 403) found[`${method} ${path}`] = answer.status;
  }
  return found;
}

const expected = (isFor: (route: Route) => boolean, status: number) =>
  Object.fromEntries(
    routes.filter((route) => !isFor(route)).map(({ method, path }) => [`${method} ${path}`, status] as const),
  );

/** Of those open to anybody, what answers 401 or 403 when nothing is sent; they refuse by what is in the body. */
const open = routes.filter(({ roles }) => roles === null).map(({ method, path }) => `${method} ${path}`);

test('who has not signed in gets nowhere but to the door', async () => {
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'ann', 'owner');
  const { api } = await startServer(workspace, undefined, { signIn: true });
  expect(await refused(api, {})).toEqual(expected(({ roles }) => roles === null, 401));
  for (const path of [EVENTS_PATH, JOB_EVENTS_PATH.replace('{id}', 'nothing')])
    expect([path, (await api(path)).status]).toEqual([path, 401]);
  expect(open.sort()).toEqual([
    'get /health',
    'get /session/ways',
    'post /invitations/accept',
    'post /session',
    'post /session/oidc',
  ]);
});

test.each(ROLE_NAMES)(
  'every route lets %s in where the table says so, and refuses them elsewhere',
  async (role) => {
    const workspace = temporaryWorkspace();
    signedInAs(workspace, 'first', 'owner');
    const headers = signedInAs(workspace, role, role);
    const { api } = await startServer(workspace, undefined, { signIn: true });
    const answer = await refused(api, headers);
    expect(answer).toEqual(expected(({ roles }) => roles === null || roles.includes(role), 403));
  },
);
