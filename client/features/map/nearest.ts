import { MAP_SIDE } from '../../../shared/area.ts';

/** Cells along a side of the map in which points are looked up. */
const CELLS = 128;
const STEP = (MAP_SIDE + 1) / CELLS;

/**
 * Finds the point nearest to a place.
 * @returns a search: the number of the nearest point that `isMeant` takes, within a distance; null where there is none
 */
export function nearestPoint(points: Uint16Array) {
  const count = points.length / 2;
  const starts = new Uint32Array(CELLS * CELLS + 1);
  const cellOf = (i: number): number =>
    Math.floor((points[2 * i + 1] ?? 0) / STEP) * CELLS + Math.floor((points[2 * i] ?? 0) / STEP);
  for (let i = 0; i < count; i++) starts[cellOf(i) + 1] = (starts[cellOf(i) + 1] ?? 0) + 1;
  for (let cell = 0; cell < CELLS * CELLS; cell++)
    starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0);
  const next = starts.slice(0, CELLS * CELLS);
  const members = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const cell = cellOf(i);
    const at = next[cell] ?? 0;
    members[at] = i;
    next[cell] = at + 1;
  }
  return (x: number, y: number, within: number, isMeant: (point: number) => boolean): number | null => {
    let best: number | null = null;
    let least = within * within;
    const cell = (value: number): number => Math.min(CELLS - 1, Math.max(0, Math.floor(value / STEP)));
    for (let row = cell(y - within); row <= cell(y + within); row++) {
      const from = starts[row * CELLS + cell(x - within)] ?? 0;
      const end = starts[row * CELLS + cell(x + within) + 1] ?? 0;
      for (let at = from; at < end; at++) {
        const point = members[at] ?? 0;
        const distance = ((points[2 * point] ?? 0) - x) ** 2 + ((points[2 * point + 1] ?? 0) - y) ** 2;
        if (distance >= least || !isMeant(point)) continue;
        least = distance;
        best = point;
      }
    }
    return best;
  };
}
