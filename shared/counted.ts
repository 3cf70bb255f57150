/** A count with its noun: `1 row`, `2 rows`, `59,029 rows`, `1 person`. @param plural where it is not by an s */
export const counted = (n: number, noun: string, plural = `${noun}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? noun : plural}`;
