/** Corners that an area in an address has at most: it must stay short enough to be sent on. */
const MOST = 48;

/**
 * The same line with fewer corners, none of those left out farther from it than need be.
 * Source: Douglas and Peucker 1973.
 * @param path x and y in turn @param within how far a corner may be left out; grows until few are left
 */
export function simplified(path: readonly number[], within: number): number[] {
  for (let limit = within; ; limit *= 1.5) {
    const kept = douglasPeucker(path, limit);
    if (kept.length <= 2 * MOST) return kept;
  }
}

function douglasPeucker(path: readonly number[], within: number): number[] {
  const count = path.length / 2;
  const isKept = new Uint8Array(count);
  isKept[0] = 1;
  if (count > 0) isKept[count - 1] = 1;
  const open: [from: number, to: number][] = [[0, count - 1]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [from, to] = pair;
    let far = -1;
    let most = within;
    for (let i = from + 1; i < to; i++) {
      const distance = distanceTo(path, from, to, i);
      if (distance <= most) continue;
      most = distance;
      far = i;
    }
    if (far < 0) continue;
    isKept[far] = 1;
    open.push([from, far], [far, to]);
  }
  return path.filter((_, at) => isKept[at >> 1] === 1);
}

/** Of corner i to the line between two others; to the first where they are one. */
function distanceTo(path: readonly number[], from: number, to: number, i: number): number {
  const [ax, ay, bx, by, x, y] = [from, to, i].flatMap((at) => [
    path[2 * at] ?? 0,
    path[2 * at + 1] ?? 0,
  ]) as [number, number, number, number, number, number];
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  return Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
}
