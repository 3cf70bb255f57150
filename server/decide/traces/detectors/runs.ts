/** A stretch of items in which each equals the one `period` before it. Indices of items, `end` behind the last. */
export interface PeriodicRun {
  period: number;
  start: number;
  end: number;
}

/**
 * The first run of the shortest period that `counts` accepts, null where there is none. For each period one pass over
 * the items: O(items x longest).
 * @param longest the longest period looked for
 */
export function periodicRun(
  items: Int32Array,
  longest: number,
  counts: (run: PeriodicRun) => boolean,
): PeriodicRun | null {
  for (let period = 1; period <= longest && period * 2 <= items.length; period++) {
    let start = period;
    for (let i = period; i <= items.length; i++) {
      if (i < items.length && items[i] === items[i - period]) continue;
      const run = { period, start: start - period, end: i };
      if (i - start >= period && counts(run)) return run;
      start = i + 1;
    }
  }
  return null;
}

/** Numbers for texts: the same text has the same number. */
export function numbered(texts: Iterable<string>): Int32Array {
  const known = new Map<string, number>();
  const numbers: number[] = [];
  for (const text of texts) {
    const number = known.get(text) ?? known.size;
    if (number === known.size) known.set(text, number);
    numbers.push(number);
  }
  return Int32Array.from(numbers);
}
