/**
 * Keeps what was worked out for the last few keys, so that it is not worked out again. What failed is not kept.
 * @param most how many are kept
 */
export function latest<T>(most: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, make) => {
    const made = known.get(key) ?? make();
    known.delete(key);
    known.set(key, made); // last in the order of going
    made.catch(() => known.delete(key));
    for (const oldest of known.keys()) if (known.size > most) known.delete(oldest);
    return made;
  };
}
