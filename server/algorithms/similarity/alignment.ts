/** Where two sequences differ: a[aFrom, aTo) stands for b[bFrom, bTo); one of them may be empty. */
export interface Gap {
  aFrom: number;
  aTo: number;
  bFrom: number;
  bTo: number;
}

/**
 * The gaps of a shortest edit script between two sequences, in order, or null where it takes more than `most`
 * insertions and deletions. Between gaps, elements are equal one by one.
 * Source: Myers 1986, the greedy algorithm. Time and memory: O((n + m) * most) at worst, and most^2.
 */
export function align(a: Uint32Array, b: Uint32Array, most: number): Gap[] | null {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  if (start === endA || start === endB) {
    if (endA + endB - 2 * start > most) return null;
    return start === endA && start === endB ? [] : [{ aFrom: start, aTo: endA, bFrom: start, bTo: endB }];
  }
  if (Math.abs(endA - endB) > most) return null;
  const trace = forward(a.subarray(start, endA), b.subarray(start, endB), most);
  return trace === null ? null : gapsOf(trace, endA - start, endB - start, start);
}

/** The furthest points of each diagonal after 0, 1, 2, ... edits, up to the end; null beyond `most` edits. */
function forward(a: Uint32Array, b: Uint32Array, most: number): Int32Array[] | null {
  const [n, m] = [a.length, b.length];
  const trace: Int32Array[] = [];
  let last = new Int32Array(3);
  for (let d = 0; d <= Math.min(most, n + m); d++) {
    const furthest = new Int32Array(2 * d + 3); // diagonal k at k + d + 1
    for (let k = -d; k <= d; k += 2) {
      let x = d === 0 ? 0 : nextStart(last, d, k);
      while (x < n && x - k < m && a[x] === b[x - k]) x++;
      furthest[k + d + 1] = x;
      if (x >= n && x - k >= m) return [...trace, furthest];
    }
    trace.push(furthest);
    last = furthest;
  }
  return null;
}

/** Where the d-th edit on diagonal k begins: a deletion from diagonal k - 1 or an insertion from k + 1. */
function nextStart(last: Int32Array, d: number, k: number): number {
  return isInsertion(last, d, k) ? at(last, d - 1, k + 1) : at(last, d - 1, k - 1) + 1;
}

const isInsertion = (last: Int32Array, d: number, k: number): boolean =>
  k === -d || (k !== d && at(last, d - 1, k - 1) < at(last, d - 1, k + 1));

const at = (furthest: Int32Array, d: number, k: number): number => furthest[k + d + 1] ?? -1;

/** Walks back from the end, and joins edits that touch. */
function gapsOf(trace: readonly Int32Array[], n: number, m: number, start: number): Gap[] {
  const gaps: Gap[] = [];
  let x = n;
  let y = m;
  for (let d = trace.length - 1; d > 0; d--) {
    const last = trace[d - 1]!;
    const k = x - y;
    const inserts = isInsertion(last, d, k);
    const beforeX = inserts ? at(last, d - 1, k + 1) : at(last, d - 1, k - 1);
    const beforeY = beforeX - (inserts ? k + 1 : k - 1);
    const edit = {
      aFrom: beforeX,
      aTo: inserts ? beforeX : beforeX + 1,
      bFrom: beforeY,
      bTo: inserts ? beforeY + 1 : beforeY,
    };
    const next = gaps.at(-1);
    if (next !== undefined && next.aFrom === edit.aTo + start && next.bFrom === edit.bTo + start) {
      next.aFrom = edit.aFrom + start;
      next.bFrom = edit.bFrom + start;
    } else
      gaps.push({
        aFrom: edit.aFrom + start,
        aTo: edit.aTo + start,
        bFrom: edit.bFrom + start,
        bTo: edit.bTo + start,
      });
    x = beforeX;
    y = beforeY;
  }
  return gaps.reverse();
}
