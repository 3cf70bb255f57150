import { WinnowError } from '../../../shared/error.ts';
import { ROLE_NAMES, type Role } from '../../../shared/vocabulary/roles.ts';

/** How people sign in by OpenID Connect. */
export interface OidcSettings {
  issuer: URL;
  clientId: string;
  /** Null for a public client, which is known by its proof (PKCE) alone. */
  clientSecret: string | null;
  /** What the button says. */
  name: string;
  scope: string;
  /** The address under which browsers reach this server; null: as they asked for it. */
  publicUrl: URL | null;
  /** What whoever nobody has invited becomes; null: nobody is let in. */
  newcomers: Role | null;
  /** The claim whose values name roles, and which. */
  roleClaim: string | null;
  roles: ReadonlyMap<string, Role>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings of an environment; null where it names no issuer.
 * @throws WinnowError `bad-usage` that names the variable, and never shows the secret
 */
export function oidcSettings(env: Environment): OidcSettings | null {
  const issuer = textIn(env, 'WINNOW_OIDC_ISSUER');
  if (issuer === null) return null;
  const clientId = textIn(env, 'WINNOW_OIDC_CLIENT_ID');
  if (clientId === null)
    throw wrong('WINNOW_OIDC_CLIENT_ID', 'is missing: the id under which the provider knows this server');
  const roleClaim = textIn(env, 'WINNOW_OIDC_ROLE_CLAIM');
  const roles = rolesIn(env);
  if ((roleClaim === null) !== (roles.size === 0))
    throw wrong(
      'WINNOW_OIDC_ROLE_CLAIM',
      'and WINNOW_OIDC_ROLES belong together: a claim, and its values as "curators=curator,staff=reviewer"',
    );
  const url = secureUrl('WINNOW_OIDC_ISSUER', issuer);
  const publicUrl = textIn(env, 'WINNOW_PUBLIC_URL');
  return {
    issuer: url,
    clientId,
    clientSecret: textIn(env, 'WINNOW_OIDC_CLIENT_SECRET'),
    name: (textIn(env, 'WINNOW_OIDC_NAME') ?? url.hostname).slice(0, 60),
    scope: scopeIn(env),
    publicUrl: publicUrl === null ? null : secureUrl('WINNOW_PUBLIC_URL', publicUrl),
    newcomers: newcomersIn(env),
    roleClaim,
    roles,
  };
}

/** The role that the claims of somebody whom nobody has invited give them; null for none. */
export function roleByClaims(
  { roleClaim, roles, newcomers }: OidcSettings,
  claims: Readonly<Record<string, unknown>>,
): Role | null {
  const said = roleClaim === null || !Object.hasOwn(claims, roleClaim) ? [] : claims[roleClaim];
  const values = Array.isArray(said) ? said : [said];
  for (const [value, role] of roles) if (values.includes(value)) return role;
  return newcomers;
}

function textIn(env: Environment, name: string): string | null {
  const text = env[name]?.trim() ?? '';
  return text === '' ? null : text;
}

const wrong = (name: string, what: string): WinnowError => new WinnowError('bad-usage', `${name} ${what}.`);

/** Over plain HTTP a provider could be anybody, so that is for this machine alone. */
function secureUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw wrong(name, 'is no address such as https://login.example');
  if (url.protocol === 'http:' && !LOOPBACK.includes(url.hostname))
    throw wrong(name, 'must begin with https://; http:// is for this machine alone');
  if (url.username !== '' || url.password !== '' || url.hash !== '' || url.search !== '')
    throw wrong(name, 'holds more than an address: no user, query or fragment');
  return url;
}

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

function scopeIn(env: Environment): string {
  const scope = textIn(env, 'WINNOW_OIDC_SCOPE') ?? 'openid profile email';
  if (!scope.split(/\s+/).includes('openid')) throw wrong('WINNOW_OIDC_SCOPE', 'must hold "openid"');
  return scope;
}

function newcomersIn(env: Environment): Role | null {
  const text = textIn(env, 'WINNOW_OIDC_NEWCOMERS') ?? 'invited';
  if (text === 'invited') return null;
  const role = ROLE_NAMES.find((one) => one === text);
  if (role === undefined || role === 'owner')
    throw wrong(
      'WINNOW_OIDC_NEWCOMERS',
      `takes "invited" or a role, ${ROLE_NAMES.filter((one) => one !== 'owner').join(', ')}; whoever is to be an owner is named by WINNOW_OIDC_ROLES or made by "user role"`,
    );
  return role;
}

function rolesIn(env: Environment): Map<string, Role> {
  const pairs = (textIn(env, 'WINNOW_OIDC_ROLES') ?? '').split(',').filter((pair) => pair.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      const [value, named] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      const role = ROLE_NAMES.find((one) => one === named);
      if (at < 1 || value === '' || role === undefined)
        throw wrong(
          'WINNOW_OIDC_ROLES',
          `is read as "value=role,value=role" with the roles ${ROLE_NAMES.join(', ')}`,
        );
      return [value, role];
    }),
  );
}
