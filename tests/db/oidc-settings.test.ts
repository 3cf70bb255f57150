import { expect, test } from 'vitest';
import { oidcSettings, roleByClaims } from '../../server/db/accounts/oidc-settings.ts';

const LEAST = { WINNOW_OIDC_ISSUER: 'https://login.example/realm', WINNOW_OIDC_CLIENT_ID: 'winnow' };

test('an environment without an issuer has no provider, and two lines are enough for one', () => {
  expect(oidcSettings({ WINNOW_OIDC_CLIENT_ID: 'winnow' })).toBe(null);
  expect(oidcSettings(LEAST)).toEqual({
    issuer: new URL('https://login.example/realm'),
    clientId: 'winnow',
    clientSecret: null,
    name: 'login.example',
    scope: 'openid profile email',
    publicUrl: null,
    newcomers: null,
    roleClaim: null,
    roles: new Map(),
  });
});

test.each([
  [{ WINNOW_OIDC_CLIENT_ID: ' ' }, 'WINNOW_OIDC_CLIENT_ID is missing'],
  [{ WINNOW_OIDC_ISSUER: 'login.example' }, 'WINNOW_OIDC_ISSUER is no address'],
  [{ WINNOW_OIDC_ISSUER: 'http://login.example' }, 'WINNOW_OIDC_ISSUER must begin with https://'],
  [{ WINNOW_OIDC_ISSUER: 'https://a:b@login.example' }, 'WINNOW_OIDC_ISSUER holds more than an address'],
  [{ WINNOW_PUBLIC_URL: 'ftp://x' }, 'WINNOW_PUBLIC_URL is no address'],
  [{ WINNOW_OIDC_SCOPE: 'profile' }, 'WINNOW_OIDC_SCOPE must hold "openid"'],
  [{ WINNOW_OIDC_NEWCOMERS: 'owner' }, 'WINNOW_OIDC_NEWCOMERS takes "invited" or a role'],
  [{ WINNOW_OIDC_NEWCOMERS: 'everybody' }, 'WINNOW_OIDC_NEWCOMERS takes "invited" or a role'],
  [{ WINNOW_OIDC_ROLE_CLAIM: 'groups' }, 'WINNOW_OIDC_ROLE_CLAIM and WINNOW_OIDC_ROLES belong together'],
  [{ WINNOW_OIDC_ROLE_CLAIM: 'g', WINNOW_OIDC_ROLES: 'a=king' }, 'WINNOW_OIDC_ROLES is read as "value=role'],
  [{ WINNOW_OIDC_ROLE_CLAIM: 'g', WINNOW_OIDC_ROLES: '=owner' }, 'WINNOW_OIDC_ROLES is read as "value=role'],
])('%j is refused in one line that never shows a secret', (some, message) => {
  const env = { ...LEAST, WINNOW_OIDC_CLIENT_SECRET: 'hush-hush', ...some };
  const said = () => oidcSettings(env);
  expect(said).toThrow(message);
  expect(said).not.toThrow('hush-hush');
});

test('the first pair that fits names the role, whatever order the claim has', () => {
  const settings = oidcSettings({
    ...LEAST,
    WINNOW_OIDC_ROLE_CLAIM: 'groups',
    WINNOW_OIDC_ROLES: 'admins=owner, team a = reviewer ,a=b=curator',
    WINNOW_OIDC_NEWCOMERS: 'auditor',
  });
  if (settings === null) throw new Error('no settings');
  const roleOf = (groups: unknown) => roleByClaims(settings, { groups });
  expect([
    roleOf(['team a', 'admins']),
    roleOf('team a'),
    roleOf(['a=b']),
    roleOf(['x']),
    roleOf(undefined),
    roleOf({ admins: true }),
    roleByClaims({ ...settings, newcomers: null }, {}),
    roleByClaims({ ...settings, roleClaim: 'toString' }, {}),
  ]).toEqual(['owner', 'reviewer', 'curator', 'auditor', 'auditor', 'auditor', null, 'auditor']);
});
