/** `count` of 0 to size - 1 at even distances. */
export const evenly = (size: number, count: number): number[] =>
  count >= size
    ? Array.from({ length: size }, (_, i) => i)
    : Array.from({ length: count }, (_, i) => Math.floor((i * size) / count));
