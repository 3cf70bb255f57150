/** Things that can be compared by the cosine of the angle between their vectors. */
export interface VectorSpace {
  /** How many there are; they are named 0 to size - 1. */
  readonly size: number;
  /**
   * Writes the cosine of one with every one of them.
   * @param out of `size` entries; its own entry is 1, or 0 where it has no vector
   */
  similarities(of: number, out: Float32Array): void;
}
