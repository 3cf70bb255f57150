import type { Planted } from './plan.ts';

/** Something planted: the external id, and what it was made from. */
export interface Plant {
  id: string;
  kind: Planted;
  /** The external id of the question that it is a copy of. */
  of?: string;
  /** The benchmark item that it holds. */
  item?: string;
}

/** truth.json: what is where in the sample pool, by external id. Every id is used once in the whole pool. */
export interface Truth {
  version: 1;
  seed: number;
  questions: number;
  sources: Record<string, number>;
  benchmark: number;
  /** How many of each kind are planted. */
  counts: Record<Planted, number>;
  planted: Plant[];
  /** Questions that at least one of the two solvers answered correctly, wherever they end up. */
  solved: string[];
}

/** Collects the truth while the pool is written. */
export function truthBuilder(seed: number, kinds: readonly Planted[]) {
  const planted: Plant[] = [];
  const sources: Record<string, number> = {};
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Planted, number>;
  let questions = 0;
  return {
    add(source: string, plant: Plant | null): void {
      questions++;
      sources[source] = (sources[source] ?? 0) + 1;
      if (plant === null) return;
      planted.push(plant);
      counts[plant.kind]++;
    },
    build: (benchmark: number, solved: string[]): Truth => ({
      version: 1,
      seed,
      questions,
      sources,
      benchmark,
      counts,
      planted,
      solved,
    }),
  };
}
