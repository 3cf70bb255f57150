/** A stretch of items in which each equals the one `period` before it. Indices of items, `end` behind the last. */
export interface PeriodicRun {
  period: number;
  start: number;
  end: number;
}

/** What a run must be. */
export interface Wanted {
  /** The longest period looked for. */
  longest: number;
  /** Items that a run of this period has at least: it keeps the search from looking at each of them. */
  least: (period: number) => number;
  /** Whether a run of that many items is one that is looked for. */
  counts: (run: PeriodicRun) => boolean;
}

/**
 * The first run of the shortest period that is wanted, null where there is none. For each period items are probed so
 * far apart that no run which is long enough lies between two probes, and only around a hit they are looked at one by
 * one: O(items x longest) at worst, and far less on a text without repetition.
 */
export function periodicRun(items: Int32Array, { longest, least, counts }: Wanted): PeriodicRun | null {
  for (let period = 1; period <= longest && period * 2 <= items.length; period++) {
    const step = Math.max(1, least(period) - period); // items that equal the one a period before them
    for (let probe = period + step - 1; probe < items.length; probe += step) {
      if (items[probe] !== items[probe - period]) continue;
      let [first, end] = [probe, probe + 1];
      while (first > period && items[first - 1] === items[first - 1 - period]) first--;
      while (end < items.length && items[end] === items[end - period]) end++;
      const run = { period, start: first - period, end };
      if (end - first >= period && counts(run)) return run;
      probe = end;
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
