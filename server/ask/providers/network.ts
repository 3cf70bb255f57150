/** What an SDK takes for the network: `fetch`, or something in its place. */
export type Network = typeof fetch;

/** What comes back, as far as it is listened to: the head, and a body that is read piece by piece. */
export interface Coming {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    getReader(): { read(): Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }> };
  } | null;
}

/** What carries a request: `fetch` is one. Redirects are not followed. */
export type Line = (input: string | URL | Request, init?: RequestInit) => Promise<Coming>;

const DISPATCHER = Symbol.for('undici.globalDispatcher.1');

interface Dispatcher {
  dispatch(options: object, handler: unknown): boolean;
}

/**
 * `fetch` without the five minutes after which Node's own gives up on headers and between pieces of a body: an
 * answer may think for longer. Who calls sets timeouts of their own.
 */
export const patientFetch: Network = (input, init) => {
  const options: RequestInit = { ...init };
  Object.assign(options, { dispatcher: patient });
  return fetch(input, options);
};

const patient: Dispatcher = {
  dispatch(options, handler) {
    new Headers(); // Node makes its dispatcher on first use of anything of fetch
    const dispatcher: unknown = Reflect.get(globalThis, DISPATCHER);
    if (!isDispatcher(dispatcher)) throw new Error('This Node has no dispatcher of HTTP requests.');
    return dispatcher.dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler);
  },
};

const isDispatcher = (value: unknown): value is Dispatcher =>
  typeof value === 'object' && value !== null && 'dispatch' in value && typeof value.dispatch === 'function';

/** Whether somebody put a dispatcher of their own in place of Node's, such as one that goes through a proxy. */
export function hasOwnDispatcher(): boolean {
  const dispatcher: unknown = Reflect.get(globalThis, DISPATCHER);
  return isDispatcher(dispatcher) && dispatcher.constructor.name !== 'Agent';
}
