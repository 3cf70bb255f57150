/** Rows of a sparse matrix (CSR): row i is the places ends[i - 1] to ends[i] of `columns` and `values`. */
export interface SparseRows {
  ends: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}
