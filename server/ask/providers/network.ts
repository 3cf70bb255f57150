/** What stands for the network: `fetch`, or something in its place. */
export type Network = typeof fetch;

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
