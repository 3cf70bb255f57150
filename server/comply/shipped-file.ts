/** A file of `data/` and what stands in it. */
export interface ShippedFile {
  /** From `data/` on. */
  name: string;
  data: unknown;
}
