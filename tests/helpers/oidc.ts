import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Adapter, type AdapterPayload, type Configuration } from 'oidc-provider';
import { onTestFinished } from 'vitest';

export const CLIENT = { id: 'winnow', secret: 'a-secret-of-this-test-alone' };

/** What the provider says of an account besides its id. */
type Claims = Record<string, unknown>;

/**
 * A provider of OpenID Connect on a free port of this machine, gone when the test is over. Whoever signs in with a name
 * is the account of that name; `open` has it know the address that it may send browsers back to.
 */
export async function startProvider(accounts: Readonly<Record<string, Claims>> = {}) {
  let handle: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    open(redirectUri: string, more: Configuration = {}): void {
      const provider = new Provider(issuer, { ...configuration(redirectUri, accounts), ...more });
      const rest = provider.callback();
      handle = (request, response) =>
        void (request.url?.startsWith('/interaction/')
          ? interact(provider, request, response)
          : rest(request, response));
    },
    close: () => void server.closeAllConnections(),
  };
}

const configuration = (redirectUri: string, accounts: Readonly<Record<string, Claims>>): Configuration => ({
  clients: [
    {
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  claims: { profile: ['name', 'preferred_username', 'groups'], email: ['email', 'email_verified'] },
  adapter: memory(),
  cookies: { keys: ['of this test'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  jwks: { keys: [signingKey] },
  ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  pkce: { required: () => true },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      accountId: ctx.oidc.session?.accountId,
      clientId: ctx.oidc.client?.clientId,
    });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

/** Made once: it takes longer than all the rest. */
const signingKey = {
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  ...{ use: 'sig', alg: 'RS256', kid: 'test' },
};

/** Asks who signs in, and takes their word for it. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(
      '<!doctype html><form method="post"><input name="login" aria-label="Account"><button>Go on</button></form>',
    );
    return;
  }
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const accountId = new URLSearchParams(body).get('login') ?? '';
  await provider.interactionFinished(request, response, { login: { accountId } });
}

/** What the provider remembers, gone with it. */
function memory(): (name: string) => Adapter {
  const stored = new Map<string, AdapterPayload>();
  return (name) => {
    const at = (id: string): string => `${name} ${id}`;
    return {
      upsert: async (id, payload) => void stored.set(at(id), payload),
      find: async (id) => stored.get(at(id)),
      findByUid: async (uid) =>
        [...stored].find(([key, one]) => key.startsWith(`${name} `) && one.uid === uid)?.[1],
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const found = stored.get(at(id));
        if (found !== undefined) found.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void stored.delete(at(id)),
      revokeByGrantId: async (grant) => {
        for (const [key, one] of stored) if (one.grantId === grant) stored.delete(key);
      },
    };
  };
}

/** A browser as far as redirects and cookies go. */
export function walker() {
  const jar = new Map<string, string>();
  const visit = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      method: form === undefined ? 'GET' : 'POST',
      headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form !== undefined && { body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  return {
    /** Signs in at the provider as somebody. @returns the address that it sends the browser back to */
    async signIn(url: string, login: string, back: string): Promise<string> {
      let at = url;
      for (let step = 0; step < 10; step++) {
        const response = await visit(at);
        const next = response.headers.get('location');
        const to = next === null ? null : new URL(next, at).href;
        if (to?.startsWith(back)) return to;
        if (to !== null) at = to;
        else {
          const sent = await visit(at, { login });
          at = new URL(sent.headers.get('location') ?? '', at).href;
          if (at.startsWith(back)) return at;
        }
      }
      throw new Error(`the provider never sent the browser back: ${at}`);
    },
  };
}
