/**
 * Keeps what was read for the last few keys. Nothing that is not there yet is kept.
 * @param most how many are kept
 */
export function kept<K, V>(most: number) {
  const known = new Map<K, V>();
  return <R extends V | null>(key: K, make: () => R): R | V => {
    const before = known.get(key);
    const made = before ?? make();
    if (made === null) return made;
    known.delete(key);
    known.set(key, made); // last in the order of going
    for (const oldest of known.keys()) if (known.size > most) known.delete(oldest);
    return made;
  };
}
