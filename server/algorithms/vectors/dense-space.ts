import { seededRandom } from '../random.ts';
import type { VectorSpace } from './space.ts';

/** Vectors of more dimensions are projected to so many. */
export const PROJECTED = 64;

/**
 * Vectors by the cosine of the angle between them. Those of more than 64 dimensions go through a sparse random
 * projection as they come, so that memory does not grow with their dimension: entries +1, 0, -1 with probability
 * 1/6, 2/3, 1/6, which keeps angles up to some 0.1.
 * Source: Achlioptas 2003, "Database-friendly random projections".
 * @param dimension of every vector
 * @param vectors one for each thing, null where it has none: that is like nothing, itself included
 * @param seed of the projection
 * @throws RangeError for a vector of another dimension
 */
export function denseSpace(
  dimension: number,
  vectors: Iterable<ArrayLike<number> | null>,
  seed: number | string,
): VectorSpace {
  const project = dimension > PROJECTED ? sparseProjection(dimension, seed) : (v: ArrayLike<number>) => v;
  const width = Math.min(dimension, PROJECTED);
  const rows: Float32Array[] = [];
  for (const vector of vectors) {
    if (vector !== null && vector.length !== dimension)
      throw new RangeError(`a vector of ${vector.length} dimensions among some of ${dimension}`);
    rows.push(vector === null ? new Float32Array(width) : unit(project(vector), width));
  }
  const size = rows.length;
  const flat = new Float32Array(size * width);
  rows.forEach((row, i) => {
    flat.set(row, i * width);
  });
  return {
    size,
    similarities(of, out) {
      const own = flat.subarray(of * width, (of + 1) * width);
      for (let row = 0, at = 0; row < size; row++) {
        let sum = 0;
        for (let d = 0; d < width; d++) sum += own[d]! * flat[at++]!;
        out[row] = sum;
      }
      out[of] = own.some((x) => x !== 0) ? 1 : 0;
    },
  };
}

/** A vector of the same direction and length 1. */
function unit(vector: ArrayLike<number>, width: number): Float32Array {
  let squares = 0;
  for (let d = 0; d < width; d++) squares += vector[d]! * vector[d]!;
  const scale = squares > 0 && squares < Infinity ? 1 / Math.sqrt(squares) : 0;
  return Float32Array.from({ length: width }, (_, d) => vector[d]! * scale);
}

function sparseProjection(
  dimension: number,
  seed: number | string,
): (vector: ArrayLike<number>) => Float64Array {
  const random = seededRandom(`projection ${seed}`);
  const added: number[][] = [];
  const taken: number[][] = [];
  for (let d = 0; d < dimension; d++) {
    const faces = Array.from({ length: PROJECTED }, () => random.int(6));
    added.push(faces.flatMap((face, to) => (face === 0 ? to : [])));
    taken.push(faces.flatMap((face, to) => (face === 1 ? to : [])));
  }
  return (vector) => {
    const out = new Float64Array(PROJECTED);
    for (let d = 0; d < dimension; d++) {
      const x = vector[d]!;
      for (const to of added[d]!) out[to]! += x;
      for (const to of taken[d]!) out[to]! -= x;
    }
    return out;
  };
}
