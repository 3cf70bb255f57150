import { MAP_SIDE } from '../../../shared/area.ts';
import type { Columns } from './columns.ts';

/** A name on the map, at the place where most of its points lie. */
export interface Label {
  name: string;
  x: number;
  y: number;
}

/** Names that a map may bear. */
const MOST = 16;
/** Cells along a side in which points are counted. */
const CELLS = 40;

/** The largest domains, each where it is densest: the middle of its points in the fullest cell and those round it. */
export function domainLabels({ domain, domains }: Columns, points: Uint16Array): Label[] {
  const counts = domains.map(() => new Uint32Array(CELLS * CELLS));
  const totals = new Uint32Array(domains.length);
  const cell = (value: number): number => Math.min(CELLS - 1, Math.floor((value / (MAP_SIDE + 1)) * CELLS));
  for (let i = 0; i < domain.length; i++) {
    const kind = domain[i] ?? 0;
    const own = counts[kind];
    const at = cell(points[2 * i + 1] ?? 0) * CELLS + cell(points[2 * i] ?? 0);
    if (own !== undefined) own[at] = (own[at] ?? 0) + 1;
    totals[kind] = (totals[kind] ?? 0) + 1;
  }
  return domains
    .map((_, kind) => kind)
    .filter((kind) => domains[kind]?.name !== 'unknown' && (totals[kind] ?? 0) > 0)
    .sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b)
    .slice(0, MOST)
    .map((kind) => {
      const own = counts[kind] ?? new Uint32Array();
      const [x, y] = middleRound(own, fullest(own));
      const { name = '', title = null } = domains[kind] ?? {};
      return { name: title ?? name, x, y };
    });
}

function fullest(counts: Uint32Array): number {
  let best = 0;
  for (let at = 1; at < counts.length; at++) if ((counts[at] ?? 0) > (counts[best] ?? 0)) best = at;
  return best;
}

/** The middle of what is counted in a cell and its neighbours. */
function middleRound(counts: Uint32Array, cell: number): [number, number] {
  let sum = 0;
  let x = 0;
  let y = 0;
  for (let row = Math.floor(cell / CELLS) - 1; row <= Math.floor(cell / CELLS) + 1; row++)
    for (let column = (cell % CELLS) - 1; column <= (cell % CELLS) + 1; column++) {
      if (row < 0 || column < 0 || row >= CELLS || column >= CELLS) continue;
      const count = counts[row * CELLS + column] ?? 0;
      sum += count;
      x += count * (column + 0.5);
      y += count * (row + 0.5);
    }
  const step = (MAP_SIDE + 1) / CELLS;
  return [(x / sum) * step, (y / sum) * step];
}
