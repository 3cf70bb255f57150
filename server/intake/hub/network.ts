import { WinnowError } from '../../../shared/error.ts';

/** What the hub is asked with. */
export interface Hub {
  /** Without a slash at its end. */
  url: string;
  /** Null: only what everybody may read. */
  token: string | null;
  fetch: typeof fetch;
}

export interface HubEffects {
  network: typeof fetch;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

export const HUB_URL = 'https://huggingface.co';

/** Tries beyond the first, where the hub is overloaded or asks to wait for a little. */
const RETRIES = 3;
/** Nobody waits longer for a limit to pass. Unit: milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/**
 * The hub with its troubles in words. The token goes to the hub alone, never along with a redirect to a store.
 * @param what is asked for, for errors
 */
export function hubFor(
  { url = HUB_URL, token }: { url?: string | undefined; token: string | null },
  what: string,
  { network, sleep, signal }: HubEffects,
): Hub {
  const home = originOf(url);
  const ask: typeof fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const headers = new Headers(init?.headers);
    if (new URL(address).origin !== home) headers.delete('authorization');
    for (let tries = 0; ; tries++) {
      const response = await sent(() => network(input, { ...init, headers, signal }), home, signal);
      const isPlain = response.status >= 300 && response.status < 400;
      if (response.ok || isPlain || response.status === CONFLICT || isMissingFile(response)) return response;
      const wait = waitOf(response, tries);
      if (wait === null) throw await troubleOf(response, what, token !== null);
      await response.body?.cancel();
      await sleep(wait, signal);
      if (signal.aborted) throw stopped();
    }
  };
  return { url: url.replace(/\/+$/, ''), token, fetch: ask };
}

/** What is there already; whoever asks decides what that means. */
const CONFLICT = 409;
const isMissingFile = ({ status, headers }: Response): boolean =>
  status === 404 && headers.get('x-error-code') === 'EntryNotFound';

function originOf(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url).origin;
  throw new WinnowError('bad-usage', `HF_ENDPOINT is no address: it reads as in ${HUB_URL}.`);
}

const stopped = () => new WinnowError('stopped', 'Stopped; the same command begins again.');

async function sent(ask: () => Promise<Response>, home: string, signal: AbortSignal): Promise<Response> {
  try {
    return await ask();
  } catch (cause) {
    if (signal.aborted) throw stopped();
    const under = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const code = under instanceof Error && 'code' in under ? ` (${String(under.code)})` : '';
    throw new WinnowError(
      'failed',
      `The hub can not be reached at ${home}${code}: check the network, or HF_ENDPOINT; nothing was changed.`,
    );
  }
}

/** Milliseconds to wait before another try; null where none helps. */
function waitOf({ status, headers }: Response, tries: number): number | null {
  if (tries >= RETRIES || (status !== 429 && status < 500)) return null;
  const said = Number(headers.get('retry-after') ?? Number.NaN) * 1000;
  const wait = Number.isFinite(said) && said >= 0 ? said : 1000 * 2 ** tries;
  return wait > LONGEST_WAIT_MS ? null : wait;
}

async function troubleOf(response: Response, what: string, hasToken: boolean): Promise<WinnowError> {
  await response.body?.cancel();
  const { status, headers } = response;
  const code = headers.get('x-error-code') ?? '';
  const token = hasToken ? 'the token in HF_TOKEN does not open it' : 'set HF_TOKEN where it is private';
  if (code === 'GatedRepo' || status === 403)
    return new WinnowError(
      'failed',
      `${what} is gated or not allowed: ask for access on its page at the hub, and ${hasToken ? 'use a token of that account in HF_TOKEN' : 'set HF_TOKEN'}.`,
      { hub: 'gated' },
    );
  if (code === 'RevisionNotFound')
    return new WinnowError('not-found', `${what} has no such revision at the hub; name another behind @.`);
  if (status === 401 || status === 404)
    return new WinnowError('not-found', `${what} is not at the hub under that name; ${token}.`);
  if (status === 429) {
    const wait = headers.get('retry-after');
    const when = wait !== null && /^\d{1,6}$/.test(wait) ? ` in ${wait} s` : ' later';
    return new WinnowError(
      'failed',
      `The hub limits the rate of requests; give the same command again${when}.`,
    );
  }
  return new WinnowError(
    'failed',
    `The hub answered ${status} for ${what}; give the same command again later.`,
  );
}
