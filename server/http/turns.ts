/**
 * Has work done one after the other. What nobody waits for any more when its turn comes is left undone; what is under
 * way is not broken off, since whoever comes next needs most of what it finds out.
 */
export function turns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> => {
    const own = last.then(() => {
      signal.throwIfAborted();
      return act();
    });
    last = own.catch(() => undefined);
    return own;
  };
}
