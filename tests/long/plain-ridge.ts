/** How often a term must stand in texts to count. */
const LEAST_TEXTS = 3;
const PENALTY = 1.5;
const STEPS = 20;

/** A row of the matrix: columns and their weights. */
type Row = [columns: number[], weights: number[]];

/**
 * What one would write first: words, numbers, signs and pairs of them by name, tf-idf in rows of length 1, ridge
 * regression by conjugate gradients on the normal equations.
 * @returns a score for every text
 */
export function plainRidge(
  texts: readonly string[],
  targets: readonly { row: number; value: number }[],
): Float64Array {
  const terms = texts.map(termsOf);
  const columns = columnsOf(targets.map(({ row }) => terms[row]!));
  const rowOf = (row: number) => rowOfTerms(terms[row]!, columns, targets.length);
  const mean = targets.reduce((sum, { value }) => sum + value, 0) / targets.length;
  const weights = fitted(
    targets.map(({ row }) => rowOf(row)),
    targets.map(({ value }) => value - mean),
    columns.size,
  );
  return Float64Array.from(texts, (_, row) => mean + times(rowOf(row), weights));
}

function termsOf(text: string): Map<string, number> {
  const words = text.toLowerCase().match(/\\?\p{L}+|\d+|[^\s\p{L}\d]/gu) ?? [];
  const counts = new Map<string, number>();
  words.forEach((word, i) => {
    for (const term of i === 0 ? [word] : [word, `${words[i - 1]} ${word}`])
      counts.set(term, (counts.get(term) ?? 0) + 1);
  });
  return counts;
}

/** Terms with a column each, and in how many texts they stand. */
function columnsOf(all: readonly Map<string, number>[]): Map<string, { column: number; texts: number }> {
  const texts = new Map<string, number>();
  for (const terms of all) for (const term of terms.keys()) texts.set(term, (texts.get(term) ?? 0) + 1);
  const known = [...texts].filter(([, count]) => count >= LEAST_TEXTS);
  return new Map(known.map(([term, count], column) => [term, { column, texts: count }]));
}

function rowOfTerms(terms: Map<string, number>, columns: ReturnType<typeof columnsOf>, texts: number): Row {
  const row: Row = [[], []];
  let squares = 0;
  for (const [term, count] of terms) {
    const known = columns.get(term);
    if (known === undefined) continue;
    const weight = (1 + Math.log(count)) * (1 + Math.log((texts + 1) / (known.texts + 1)));
    row[0].push(known.column);
    row[1].push(weight);
    squares += weight * weight;
  }
  const length = Math.sqrt(squares) || 1;
  return [row[0], row[1].map((weight) => weight / length)];
}

const times = ([columns, weights]: Row, vector: Float64Array): number =>
  columns.reduce((sum, column, i) => sum + weights[i]! * vector[column]!, 0);

/** Weights w with (X'X + penalty) w = X'y, by conjugate gradients (Hestenes and Stiefel 1952). */
function fitted(rows: readonly Row[], values: readonly number[], width: number): Float64Array {
  const back = (of: (row: number) => number): Float64Array => {
    const sum = new Float64Array(width);
    rows.forEach(([columns, weights], row) => {
      const factor = of(row);
      columns.forEach((column, i) => {
        sum[column] = sum[column]! + factor * weights[i]!;
      });
    });
    return sum;
  };
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, one, i) => sum + one * b[i]!, 0);
  const w = new Float64Array(width);
  let residual = back((row) => values[row]!);
  let direction = residual.slice();
  let square = dot(residual, residual);
  for (let step = 0; step < STEPS; step++) {
    const along = back((row) => times(rows[row]!, direction)).map((one, i) => one + PENALTY * direction[i]!);
    const size = square / dot(direction, along);
    for (let i = 0; i < width; i++) w[i] = w[i]! + size * direction[i]!;
    residual = residual.map((one, i) => one - size * along[i]!);
    const next = dot(residual, residual);
    direction = residual.map((one, i) => one + (next / square) * direction[i]!);
    square = next;
  }
  return w;
}
