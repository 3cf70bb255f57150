/** Sweeps after which a matrix of this size is diagonal to the last digit. */
const SWEEPS = 24;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, the largest value first.
 * Source: cyclic Jacobi rotations, Golub and Van Loan 2013, "Matrix Computations", section 8.5.
 * By IEEE sums, products, quotients and roots alone.
 * @param matrix row after row, `width` numbers each; it is used up
 * @returns vectors one after the other, `width` numbers each, of length 1
 */
export function symmetricEigen(
  matrix: Float64Array,
  width: number,
): { values: Float64Array; vectors: Float64Array } {
  const turned = new Float64Array(width * width); // rows are the vectors
  for (let i = 0; i < width; i++) turned[i * width + i] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < width; p++)
      for (let q = p + 1; q < width; q++) {
        off += matrix[p * width + q]! ** 2;
        rotate(matrix, turned, width, p, q);
      }
    if (off === 0) break;
  }
  const order = Array.from({ length: width }, (_, i) => i).sort(
    (a, b) => matrix[b * width + b]! - matrix[a * width + a]! || a - b,
  );
  const vectors = new Float64Array(width * width);
  order.forEach((from, to) => {
    vectors.set(turned.subarray(from * width, (from + 1) * width), to * width);
  });
  return { values: Float64Array.from(order, (i) => matrix[i * width + i]!), vectors };
}

/** One rotation that makes the entry (p, q) nothing. */
function rotate(matrix: Float64Array, turned: Float64Array, width: number, p: number, q: number): void {
  const apq = matrix[p * width + q]!;
  if (apq === 0) return;
  const theta = (matrix[q * width + q]! - matrix[p * width + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  if (!Number.isFinite(t)) return;
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < width; k++) {
    const kp = matrix[k * width + p]!;
    const kq = matrix[k * width + q]!;
    matrix[k * width + p] = c * kp - s * kq;
    matrix[k * width + q] = s * kp + c * kq;
  }
  for (let k = 0; k < width; k++) {
    const pk = matrix[p * width + k]!;
    const qk = matrix[q * width + k]!;
    matrix[p * width + k] = c * pk - s * qk;
    matrix[q * width + k] = s * pk + c * qk;
    const up = turned[p * width + k]!;
    const uq = turned[q * width + k]!;
    turned[p * width + k] = c * up - s * uq;
    turned[q * width + k] = s * up + c * uq;
  }
  matrix[p * width + q] = 0;
  matrix[q * width + p] = 0;
}
