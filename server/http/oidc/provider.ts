import type { Configuration } from 'openid-client';
import type { SignInFault } from '../../../shared/vocabulary/sign-in-faults.ts';
import type { OidcSettings } from '../../db/accounts/oidc-settings.ts';

/** How long the provider may take for one answer. Unit: seconds. */
const TIMEOUT_S = 10;

/** What one sign-in is told again when the browser comes back from the provider. */
export interface Proofs {
  state: string;
  nonce: string;
  /** Of PKCE (RFC 7636): only whoever began the sign-in can end it. */
  verifier: string;
}

/** Whom the provider has vouched for, with all that it says of them. */
export interface Vouched {
  issuer: string;
  subject: string;
  claims: Readonly<Record<string, unknown>>;
}

/** Why it did not. `code` names the cause for the log and holds nothing of an answer. */
export class ProviderFault extends Error {
  readonly fault: SignInFault;
  readonly code: string;
  constructor(fault: SignInFault, code: string) {
    super(`${fault} (${code})`);
    this.fault = fault;
    this.code = code;
  }
}

/**
 * A provider of OpenID Connect Core 1.0: code flow with PKCE, state and nonce; the signature of the ID token is held
 * against the keys that the provider publishes. What it publishes is asked for at the first sign-in and kept.
 * @param fetcher reaches the provider
 */
export function oidcProvider(settings: OidcSettings, fetcher: typeof fetch) {
  let found: Promise<Configuration> | undefined;
  const configuration = (): Promise<Configuration> => {
    found ??= discover(settings, fetcher).catch((cause: unknown) => {
      found = undefined; // the next sign-in tries again
      throw cause;
    });
    return found;
  };
  return {
    /** @returns the address to send the browser to, and what has to be kept meanwhile. @throws ProviderFault */
    begin: (redirectUri: string): Promise<{ url: string; proofs: Proofs }> =>
      told(async () => {
        const client = await import('openid-client');
        const config = await configuration();
        const verifier = client.randomPKCECodeVerifier();
        const [state, nonce] = [client.randomState(), client.randomNonce()];
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: settings.scope,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
        });
        return { url: url.href, proofs: { state, nonce, verifier } };
      }),
    /** @param answer the address to which the provider sent the browser back. @throws ProviderFault */
    finish: (answer: URL, { state, nonce, verifier }: Proofs): Promise<Vouched> =>
      told(async () => {
        const client = await import('openid-client');
        const config = await configuration();
        const tokens = await client.authorizationCodeGrant(config, answer, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new ProviderFault('provider', 'no-id-token');
        const hasMore = config.serverMetadata().userinfo_endpoint !== undefined;
        const more = hasMore ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
        return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } };
      }),
  };
}

async function discover(
  { issuer, clientId, clientSecret }: OidcSettings,
  fetcher: typeof fetch,
): Promise<Configuration> {
  const client = await import('openid-client');
  const config = await client.discovery(
    issuer,
    clientId,
    undefined,
    clientSecret === null ? client.None() : client.ClientSecretPost(clientSecret),
    {
      [client.customFetch]: (url, options) => fetcher(url, options as RequestInit),
      timeout: TIMEOUT_S,
      ...(issuer.protocol === 'http:' && { execute: [client.allowInsecureRequests] }), // this machine alone
    },
  );
  client.enableNonRepudiationChecks(config);
  return config;
}

/** Whatever goes wrong becomes a fault with a name: what the library says may hold what the provider sent. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw faultOf(cause);
  }
}

function faultOf(cause: unknown): ProviderFault {
  if (cause instanceof ProviderFault) return cause;
  const { name = 'Error', code, error } = cause as { name?: string; code?: unknown; error?: unknown };
  const said = [error, code].find(
    (one): one is string => typeof one === 'string' && /^[\w-]{1,60}$/.test(one),
  );
  const known = said ?? name;
  if (name === 'AuthorizationResponseError') return new ProviderFault('refused', known);
  if (isUnreachable(cause)) return new ProviderFault('unreachable', known);
  return new ProviderFault('provider', known);
}

/** `fetch` failed or took too long, be it beneath an error of the library. */
function isUnreachable(cause: unknown): boolean {
  for (let at = cause, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if (at.name === 'TimeoutError' || at.name === 'AbortError' || isOfNetwork(at)) return true;
  return false;
}

const isOfNetwork = (error: Error): boolean =>
  (error instanceof TypeError && error.message === 'fetch failed') ||
  ('code' in error &&
    ['OAUTH_TIMEOUT', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND'].includes(String(error.code)));
