/** A stretch of one text or of both. */
export interface Stretch {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Words that differ at most; what differs more is shown as one piece that gave way to another. */
const MOST = 1500;

/**
 * Where two texts differ, by words: the stretches that are `same` or `gone` make the first text, those that are `same`
 * or `new` the second. Greedy algorithm of Myers, "An O(ND) difference algorithm and its variations" (1986), over words
 * and what stands between them.
 * Differs: what both begin and end with is set apart first, and past 1,500 differing words the search ends.
 */
export function wordDiff(before: string, after: string): Stretch[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let same = 0;
  while (same < a.length - from && same < b.length - from && a.at(-1 - same) === b.at(-1 - same)) same++;
  const middle = script(a.slice(from, a.length - same), b.slice(from, b.length - same));
  return joined([
    ...a.slice(0, from).map((text): Stretch => ({ kind: 'same', text })),
    ...middle,
    ...a.slice(a.length - same).map((text): Stretch => ({ kind: 'same', text })),
  ]);
}

/** Words, and each sign or run of white space between them by itself. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];

function script(a: readonly string[], b: readonly string[]): Stretch[] {
  const whole = (): Stretch[] => [
    { kind: 'gone', text: a.join('') },
    { kind: 'new', text: b.join('') },
  ];
  if (a.length === 0 || b.length === 0) return whole();
  const trail = search(a, b);
  return trail === null ? whole() : walkBack(a, b, trail);
}

/** The furthest places that each number of changes reaches, by diagonal; null where it takes too many. */
function search(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const reach = new Map([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let changes = 0; changes <= Math.min(MOST, a.length + b.length); changes++) {
    trail.push(new Map(reach));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = startOn(reach, diagonal, changes);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return trail;
    }
  }
  return null;
}

const at = (reach: ReadonlyMap<number, number>, diagonal: number): number => reach.get(diagonal) ?? -1;

/** A word of the second text is taken in where that reaches further, else one of the first is left out. */
const startOn = (reach: ReadonlyMap<number, number>, diagonal: number, changes: number): number =>
  isDown(reach, diagonal, changes) ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1;

const isDown = (reach: ReadonlyMap<number, number>, diagonal: number, changes: number): boolean =>
  diagonal === -changes || (diagonal !== changes && at(reach, diagonal - 1) < at(reach, diagonal + 1));

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trail: readonly Map<number, number>[],
): Stretch[] {
  const found: Stretch[] = [];
  let [x, y] = [a.length, b.length];
  for (let changes = trail.length - 1; changes >= 0; changes--) {
    const reach = trail[changes] ?? new Map<number, number>();
    const diagonal = x - y;
    const down = isDown(reach, diagonal, changes);
    const fromX = changes === 0 ? 0 : at(reach, down ? diagonal + 1 : diagonal - 1);
    const fromY = changes === 0 ? 0 : fromX - (down ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY) {
      found.push({ kind: 'same', text: a[x - 1] ?? '' });
      x--;
      y--;
    }
    if (changes === 0) break;
    found.push(down ? { kind: 'new', text: b[y - 1] ?? '' } : { kind: 'gone', text: a[x - 1] ?? '' });
    [x, y] = [fromX, fromY];
  }
  return found.reverse();
}

/** Stretches of one kind in a row are one; where a word took the place of another, what is gone comes first. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  let [gone, fresh] = ['', ''];
  const flush = (): void => {
    if (gone !== '') found.push({ kind: 'gone', text: gone });
    if (fresh !== '') found.push({ kind: 'new', text: fresh });
    [gone, fresh] = ['', ''];
  };
  for (const { kind, text } of stretches) {
    if (kind === 'gone') gone += text;
    else if (kind === 'new') fresh += text;
    else if (text !== '') {
      flush();
      const last = found.at(-1);
      if (last?.kind === 'same') last.text += text;
      else found.push({ kind: 'same', text });
    }
  }
  flush();
  return found;
}
