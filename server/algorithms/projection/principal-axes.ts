import { seededRandom } from '../random.ts';
import type { Sparse } from '../vectors/tf-idf.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Columns beyond those asked for, which make the first ones more exact. */
const SPARE = 8;
/** Times that the axes are sharpened. */
const ROUNDS = 3;

/**
 * The coordinates of sparse rows along the directions in which they differ most: the first principal components, the
 * widest first, with the sign that makes the largest loading of each axis positive.
 * Source: randomised subspace iteration, Halko, Martinsson and Tropp 2011 (arXiv:0909.4061), algorithm 4.4; the mean
 * is taken off without making the rows dense.
 * Differs: starts from random signs, not from normal numbers.
 * By IEEE sums, products, quotients and roots alone, so that every machine gets the same bits.
 * @param frequency in how many rows each feature stands; those of one row are left out
 * @param dimensions how many components, at most so many as there are features
 * @returns row after row, `dimensions` numbers each
 */
export function principalAxes(
  rows: Sparse,
  frequency: Uint32Array,
  { dimensions, seed }: { dimensions: number; seed: number | string },
): Float32Array {
  const size = rows.starts.length - 1;
  const columnOf = new Int32Array(frequency.length).fill(-1);
  let columns = 0;
  for (let feature = 0; feature < frequency.length; feature++)
    if (frequency[feature]! > 1) columnOf[feature] = columns++;
  const width = Math.min(dimensions + SPARE, Math.max(1, columns));
  const means = meansOf(rows, columnOf, columns);
  const random = seededRandom(`axes ${seed}`);
  const axes = Float64Array.from({ length: columns * width }, () => (random.int(2) === 0 ? -1 : 1));
  const along = new Float64Array(size * width);
  for (let round = 0; round < ROUNDS; round++) {
    project(rows, columnOf, means, axes, along, width);
    backProject(rows, columnOf, means, along, axes, width);
    orthonormalise(axes, width);
  }
  project(rows, columnOf, means, axes, along, width);
  return turned(along, size, width, dimensions);
}

function meansOf({ starts, features, weights }: Sparse, columnOf: Int32Array, columns: number): Float64Array {
  const means = new Float64Array(columns);
  const size = starts.length - 1;
  for (let at = 0; at < starts[size]!; at++) {
    const column = columnOf[features[at]!]!;
    if (column >= 0) means[column]! += weights[at]! / size;
  }
  return means;
}

/** along = (rows - means) axes */
function project(
  { starts, features, weights }: Sparse,
  columnOf: Int32Array,
  means: Float64Array,
  axes: Float64Array,
  along: Float64Array,
  width: number,
): void {
  const size = starts.length - 1;
  const mean = new Float64Array(width);
  for (let column = 0; column < means.length; column++)
    for (let d = 0; d < width; d++) mean[d]! += means[column]! * axes[column * width + d]!;
  for (let row = 0; row < size; row++) {
    const to = row * width;
    for (let d = 0; d < width; d++) along[to + d] = -mean[d]!;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const column = columnOf[features[at]!]!;
      if (column < 0) continue;
      const weight = weights[at]!;
      const from = column * width;
      for (let d = 0; d < width; d++) along[to + d]! += weight * axes[from + d]!;
    }
  }
}

/** axes = (rows - means)' along */
function backProject(
  { starts, features, weights }: Sparse,
  columnOf: Int32Array,
  means: Float64Array,
  along: Float64Array,
  axes: Float64Array,
  width: number,
): void {
  const size = starts.length - 1;
  const sums = new Float64Array(width);
  axes.fill(0);
  for (let row = 0; row < size; row++) {
    const from = row * width;
    for (let d = 0; d < width; d++) sums[d]! += along[from + d]!;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const column = columnOf[features[at]!]!;
      if (column < 0) continue;
      const weight = weights[at]!;
      const to = column * width;
      for (let d = 0; d < width; d++) axes[to + d]! += weight * along[from + d]!;
    }
  }
  for (let column = 0; column < means.length; column++)
    for (let d = 0; d < width; d++) axes[column * width + d]! -= means[column]! * sums[d]!;
}

/**
 * Makes the columns of a matrix orthonormal, row by row: the inverse of the Cholesky factor of its Gram matrix, twice,
 * since once loses half of the digits. A column that is nothing beside those before it becomes nothing.
 * Source: CholeskyQR2, Yamamoto, Nakatsukasa, Yanagisawa and Fukaya 2015.
 */
function orthonormalise(matrix: Float64Array, width: number): void {
  for (let pass = 0; pass < 2; pass++) {
    const factor = gramOf(matrix, width);
    const isNothing = factorise(factor, width);
    for (let row = 0; row < matrix.length; row += width)
      for (let d = 0; d < width; d++) {
        let rest = matrix[row + d]!;
        for (let k = 0; k < d; k++) rest -= factor[d * width + k]! * matrix[row + k]!;
        matrix[row + d] = isNothing[d] === 1 ? 0 : rest / factor[d * width + d]!;
      }
  }
}

/** The scalar products of the columns with each other. */
function gramOf(matrix: Float64Array, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let row = 0; row < matrix.length; row += width)
    for (let a = 0; a < width; a++) {
      const x = matrix[row + a]!;
      for (let b = 0; b <= a; b++) gram[a * width + b]! += x * matrix[row + b]!;
    }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) gram[b * width + a] = gram[a * width + b]!;
  return gram;
}

/** Turns a Gram matrix into its lower Cholesky factor. @returns 1 for each column that hangs on those before it */
function factorise(gram: Float64Array, width: number): Uint8Array {
  const isNothing = new Uint8Array(width);
  for (let d = 0; d < width; d++) {
    const whole = gram[d * width + d]!;
    for (let k = 0; k <= d; k++) {
      let rest = gram[d * width + k]!;
      for (let m = 0; m < k; m++) rest -= gram[d * width + m]! * gram[k * width + m]!;
      if (k < d) gram[d * width + k] = isNothing[k] === 1 ? 0 : rest / gram[k * width + k]!;
      else if (rest > 1e-12 * whole) gram[d * width + d] = Math.sqrt(rest);
      else isNothing[d] = 1;
    }
  }
  return isNothing;
}

/** Turns the coordinates so that they do not hang together, the widest spread first. */
function turned(along: Float64Array, size: number, width: number, dimensions: number): Float32Array {
  const { vectors } = symmetricEigen(gramOf(along, width), width);
  const out = new Float32Array(size * dimensions);
  for (let d = 0; d < Math.min(dimensions, width); d++) {
    const vector = vectors.subarray(d * width, (d + 1) * width);
    let largest = 0;
    for (let k = 0; k < width; k++) if (Math.abs(vector[k]!) > Math.abs(vector[largest]!)) largest = k;
    const sign = vector[largest]! < 0 ? -1 : 1;
    for (let row = 0; row < size; row++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += along[row * width + k]! * vector[k]!;
      out[row * dimensions + d] = sign * sum;
    }
  }
  return out;
}
