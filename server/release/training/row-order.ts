import { seededRandom } from '../../algorithms/random.ts';

/** For each pass, the rows in the order in which they are trained on. */
export type RowOrder = readonly Uint32Array[];

/** Shuffles (Fisher and Yates) anew for each pass; always the same for the same number of rows. */
export function rowOrder(rows: number, epochs: number): RowOrder {
  const random = seededRandom('training order');
  return Array.from({ length: epochs }, () => {
    const order = Uint32Array.from({ length: rows }, (_, i) => i);
    for (let i = rows - 1; i > 0; i--) {
      const j = random.int(i + 1);
      const row = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = row;
    }
    return order;
  });
}
