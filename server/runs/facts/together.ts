type Values<P extends readonly Promise<unknown>[]> = { [I in keyof P]: Awaited<P[I]> };

/**
 * Waits for several things that go on beside each other. Where one fails, the others are stopped and waited for, so that
 * nothing is under way any more.
 * @param begin hands them the signal by which they are stopped
 * @throws whatever the first to fail threw
 */
export async function together<P extends readonly Promise<unknown>[]>(
  signal: AbortSignal,
  begin: (signal: AbortSignal) => readonly [...P],
): Promise<Values<P>> {
  const stop = new AbortController();
  const failures: unknown[] = [];
  const all = begin(AbortSignal.any([signal, stop.signal])).map((one) =>
    one.catch((cause: unknown) => {
      failures.push(cause);
      stop.abort();
    }),
  );
  const values = await Promise.all(all);
  if (failures.length > 0) throw failures[0];
  return values as Values<P>;
}
