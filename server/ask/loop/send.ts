import type { Call, Failed, Leaving, Provider, Replied } from '../provider.ts';
import type { LoopEffects } from './effects.ts';
import type { CallResult } from './money.ts';
import type { Stopper } from './stopper.ts';

/** How long a call that was cut off may take to say so. Unit: milliseconds. */
const CUT_MS = 2000;

/**
 * Makes one call. A provider that throws, which none should, has failed on the way; one that does not hear that its
 * call is cut off is not waited for, and what a provider says has not left was not sent.
 */
export async function send(
  provider: Provider,
  call: Call,
  stopper: Stopper,
  effects: Pick<LoopEffects, 'sleep' | 'now'>,
  written: Pick<Leaving, 'call' | 'ask' | 'tokens'>,
): Promise<CallResult> {
  const { calls } = stopper;
  const start = effects.now();
  const leaving: Leaving = { ...written, dispatch: stopper.dispatch, hasLeft: true };
  const answer = provider
    .ask(call, calls, leaving)
    .catch((cause: unknown) => thrown(provider, cause, effects.now() - start));
  const cut = whenCut(calls, effects.sleep);
  try {
    const result = await Promise.race([answer, cut.reached]);
    if (result.state !== 'replied' && !leaving.hasLeft) return { state: 'not-sent' };
    if (result.state === 'trouble' && calls.aborted) return { state: 'aborted' };
    return result;
  } finally {
    cut.release();
  }
}

/** Resolves a little after the calls were cut off; never, where they are not. */
function whenCut(calls: AbortSignal, sleep: LoopEffects['sleep']) {
  const done = new AbortController();
  let wait = (): void => undefined;
  const reached = new Promise<{ state: 'aborted' }>((resolve) => {
    wait = () => {
      const end = () => resolve({ state: 'aborted' });
      sleep(CUT_MS, done.signal).then(end, end);
    };
  });
  if (calls.aborted) wait();
  else calls.addEventListener('abort', wait, { once: true });
  return {
    reached,
    release: () => {
      calls.removeEventListener('abort', wait);
      done.abort(null); // a reason, for Node makes a costly error where there is none
    },
  };
}

const thrown = ({ name }: Provider, cause: unknown, latencyMs: number): Replied | Failed => ({
  state: 'trouble',
  class: 'transient',
  reason: 'transport',
  overloaded: false,
  status: null,
  message: cause instanceof Error ? cause.message : String(cause),
  raw: null,
  sent: { provider: name, endpoint: '', apiVersion: null, sdk: '', mode: 'unary', body: '' },
  latencyMs,
});
