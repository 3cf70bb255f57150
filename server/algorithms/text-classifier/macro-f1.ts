/** A text of known class, and what it was told as. */
export interface Told {
  truth: number;
  said: number;
  /** How many texts it stands for. */
  weight: number;
}

export interface F1 {
  /** Mean over the classes of the harmonic mean of precision and recall. */
  macroF1: number;
  /** Share of texts whose class was told. */
  accuracy: number;
}

/**
 * Macro-averaged F1 and accuracy. Only classes of `classes` are averaged; texts of others lower the precision all the
 * same. A class that was never right counts 0; NaN where there is no class.
 */
export function macroF1(told: Iterable<Told>, classes: ReadonlySet<number>): F1 {
  const right = new Map<number, number>();
  const both = new Map<number, number>(); // asked and given, together
  let all = 0;
  let hits = 0;
  for (const { truth, said, weight } of told) {
    all += weight;
    add(both, truth, weight);
    add(both, said, weight);
    if (truth !== said) continue;
    hits += weight;
    add(right, truth, weight);
  }
  let sum = 0;
  for (const one of classes) sum += (2 * (right.get(one) ?? 0)) / (both.get(one) ?? 1);
  return { macroF1: sum / classes.size, accuracy: hits / all };
}

const add = (sums: Map<number, number>, key: number, weight: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + weight);
};

const GROUPS = 20;
/** The point of Student's t with 19 degrees of freedom that 2.5 % lie above. */
const T = 2.093;

/**
 * An interval of 95 % for the macro-averaged F1: 20 groups are left out in turn, every twentieth text, and the spread
 * of the results tells the error (the delete-a-group jackknife: Shao and Tu 1995, The Jackknife and Bootstrap).
 * Needs no random numbers. Texts of one class belong together in `told`, so that the groups are alike.
 */
export function macroF1Interval(
  told: readonly Told[],
  classes: ReadonlySet<number>,
): [low: number, high: number] {
  const centre = macroF1(told, classes).macroF1;
  const values = Array.from(
    { length: GROUPS },
    (_, group) =>
      macroF1(
        told.filter((_one, i) => i % GROUPS !== group),
        classes,
      ).macroF1,
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / GROUPS;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = T * Math.sqrt(((GROUPS - 1) / GROUPS) * squares);
  return [Math.max(0, centre - error), Math.min(1, centre + error)];
}
