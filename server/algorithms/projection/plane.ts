import { evenly } from '../vectors/evenly.ts';
import { BUCKETS } from '../vectors/features.ts';
import { postingsOf, type Sparse } from '../vectors/tf-idf.ts';
import { attract } from './attract.ts';
import { fuzzyGraph } from './fuzzy-graph.ts';
import { nearestOthers, neighbourFinder } from './neighbours.ts';
import { principalAxes } from './principal-axes.ts';

/** Neighbours of each row, itself not counted. */
const NEIGHBOURS = 15;
/** The same of a row that is put among those that lie already. */
const PLACED_AMONG = 5;
/** Side of the square in which the layout begins. */
const START_SIDE = 20;

/** How far it is; `total` steps of which `done` are done. */
export interface PlaneProgress {
  doing: 'axes' | 'neighbours' | 'layout' | 'placing';
  done: number;
  total: number;
}

export interface PlaneOptions {
  seed: number | string;
  /** More rows are not laid out themselves: so many are, at even distances, and the others put among them. */
  most?: number;
}

/** Rows that are laid out themselves; ten times as many take ten times as long. */
const MOST = 75_000;

/**
 * A picture of sparse rows in the plane, in which similar rows lie together: the nearest neighbours of each by cosine,
 * and the layout of UMAP over these, which begins at the first two principal components.
 * The same rows and seed give the same bytes on every machine.
 * @param frequency in how many rows each feature stands
 * @returns x and y of each row in turn, from 0 to 65,535
 */
export function* planeOf(
  rows: Sparse,
  frequency: Uint32Array,
  { seed, most = MOST }: PlaneOptions,
): Generator<PlaneProgress, Uint16Array> {
  const size = rows.starts.length - 1;
  yield { doing: 'axes', done: 0, total: 1 };
  const points = startOf(principalAxes(rows, frequency, { dimensions: 2, seed }));
  const chosen = evenly(size, most);
  const own = chosen.length === size ? { rows, frequency } : picked(rows, chosen);
  const postings = postingsOf(own.rows, own.frequency);
  const laidOut = yield* layOut(own.rows, postings, placesOf(points, chosen), seed);
  chosen.forEach((row, i) => {
    points[row * 2] = laidOut[i * 2]!;
    points[row * 2 + 1] = laidOut[i * 2 + 1]!;
  });
  if (chosen.length < size) yield* placeOthers(rows, postings, chosen, points);
  return onGrid(points);
}

function* layOut(
  rows: Sparse,
  postings: Sparse,
  points: Float32Array,
  seed: number | string,
): Generator<PlaneProgress, Float32Array> {
  const near = nearestOthers(rows, postings, NEIGHBOURS);
  let step = near.next();
  for (; step.done !== true; step = near.next()) yield { doing: 'neighbours', ...step.value };
  const epochs = points.length > 20_000 ? 200 : 500;
  for (const at of attract(points, fuzzyGraph(step.value), { epochs, seed }))
    yield { doing: 'layout', ...at };
  return points;
}

/** Puts each row that was left out into the middle of those that are most like it, the nearer the likelier. */
function* placeOthers(
  rows: Sparse,
  postings: Sparse,
  chosen: readonly number[],
  points: Float32Array,
): Generator<PlaneProgress, void> {
  const size = points.length / 2;
  const isLaidOut = new Uint8Array(size);
  for (const row of chosen) isLaidOut[row] = 1;
  const finder = neighbourFinder(postings, chosen.length, PLACED_AMONG);
  for (let row = 0; row < size; row++) {
    if (row % 4096 === 4095) yield { doing: 'placing', done: row + 1, total: size };
    if (isLaidOut[row] === 1) continue;
    let sum = 0;
    let x = 0;
    let y = 0;
    finder.find(rows, row, -1, (_, other, distance) => {
      const weight = 1 / (0.01 + distance * distance);
      sum += weight;
      x += weight * points[chosen[other]! * 2]!;
      y += weight * points[chosen[other]! * 2 + 1]!;
    });
    if (sum === 0) continue; // it is like nobody, and stays where the components put it
    points[row * 2] = x / sum;
    points[row * 2 + 1] = y / sum;
  }
}

/** Some of the rows, and in how many of these each feature stands. */
function picked(
  { starts, features, weights }: Sparse,
  chosen: readonly number[],
): { rows: Sparse; frequency: Uint32Array } {
  const ends = new Uint32Array(chosen.length + 1);
  chosen.forEach((row, i) => {
    ends[i + 1] = ends[i]! + starts[row + 1]! - starts[row]!;
  });
  const rows: Sparse = {
    starts: ends,
    features: new Uint32Array(ends[chosen.length]!),
    weights: new Float32Array(ends[chosen.length]!),
  };
  const frequency = new Uint32Array(BUCKETS);
  chosen.forEach((row, i) => {
    rows.features.set(features.subarray(starts[row], starts[row + 1]), ends[i]);
    rows.weights.set(weights.subarray(starts[row], starts[row + 1]), ends[i]);
  });
  for (const feature of rows.features) frequency[feature]!++;
  return { rows, frequency };
}

function placesOf(points: Float32Array, chosen: readonly number[]): Float32Array {
  const some = new Float32Array(chosen.length * 2);
  chosen.forEach((row, i) => {
    some[i * 2] = points[row * 2]!;
    some[i * 2 + 1] = points[row * 2 + 1]!;
  });
  return some;
}

/** The first two components, in a square of its own size. */
function startOf(axes: Float32Array): Float32Array {
  const points = new Float32Array(axes.length);
  for (const side of [0, 1]) {
    let most = 0;
    for (let at = side; at < axes.length; at += 2) most = Math.max(most, Math.abs(axes[at]!));
    for (let at = side; at < axes.length; at += 2)
      points[at] = most === 0 ? 0 : (axes[at]! / most) * (START_SIDE / 2);
  }
  return points;
}

const GRID = 65_535;
/** Share of the points on either side that count as outlying. */
const OUTLYING = 0.01;
/** Half of the picture that the others take; the outlying ones are drawn nearer, the more the farther they are. */
const INNER = 0.8;

/** Puts points on the grid, in one scale for both sides, so that a few far ones do not make all others small. */
function onGrid(points: Float32Array): Uint16Array {
  const [left, right] = innerRange(points, 0);
  const [low, high] = innerRange(points, 1);
  const half = Math.max(right - left, high - low) / 2 || 1;
  const out = new Uint16Array(points.length);
  const placed = (value: number, from: number, to: number): number => {
    const u = (value - (from + to) / 2) / half;
    const over = Math.abs(u) - 1;
    const drawn = INNER + ((1 - INNER) * over) / (over + (1 - INNER) / INNER); // as steep where it begins as what is inside
    return Math.round(((over <= 0 ? INNER * u : u < 0 ? -drawn : drawn) / 2 + 0.5) * GRID);
  };
  for (let at = 0; at < points.length; at += 2) {
    out[at] = placed(points[at]!, left, right);
    out[at + 1] = placed(points[at + 1]!, low, high);
  }
  return out;
}

/** Between which values all but the outlying ones lie. */
function innerRange(points: Float32Array, side: number): [number, number] {
  const values = new Float32Array(points.length / 2);
  for (let i = 0; i < values.length; i++) values[i] = points[2 * i + side]!;
  values.sort();
  const cut = Math.floor(values.length * OUTLYING);
  return [values[cut] ?? 0, values[values.length - 1 - cut] ?? 0];
}
