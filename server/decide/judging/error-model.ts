/** How often each value was said of an item, in the order of the values. */
export type Said = readonly number[];

/** What was said of an item, and which value came first; -1 where nothing was said. */
export interface Answers {
  said: Said;
  first: number;
}

/** Items of which the same was said. */
export interface Cell extends Answers {
  /** How many; a part where they count for less. */
  items: number;
}

/** What is known of the people who say one of some values: how often they err, and how frequent each value is. */
export interface ErrorModel {
  /** Shares of words that are mistaken, by how likely each of them is. */
  errors: readonly { error: number; weight: number; rates: readonly number[] }[];
}

/** Shares of mistaken words that are weighed against each other: evenly spaced, from none to as good as guessing. */
const GRID = 40;
/** Share of the rates that is spread over all values evenly: of two values neither is rarer than a tenth. */
const EVEN = 0.2;
/** Rounds of expectation and maximisation for the rates at one share; more change the third digit no more. */
const ROUNDS = 12;

/**
 * Learns how often people err from what they said of the same items, without knowing who is right. Each word is
 * mistaken with the same chance, and then any other value is as likely: the one-coin model of Dawid and Skene (1979,
 * Applied Statistics 28). The chance has an even prior, so that little evidence leaves it wide; the rates of the values
 * are those of maximum likelihood at each chance. That an item was asked about again because of what was said of it
 * biases nothing, as that hangs on words that are known (Rubin 1976, Biometrika 63).
 * Differs: one chance for all people, not one for each: a new reviewer has none of their own yet. Only what people say
 * of an item after its first word tells how often they err, so that people who say the same of everything are not
 * taken to be careful before others have agreed with them. No value is taken to be very rare, so that where two differ
 * the more frequent one is not sure because of that alone.
 * @param values how many there are, 2 or more
 */
export function fitErrors(cells: readonly Cell[], values: number): ErrorModel {
  const worst = (values - 1) / values;
  const tried = Array.from({ length: GRID }, (_, i) => {
    const error = ((i + 0.5) / GRID) * worst;
    const rates = ratesAt(cells, values, error);
    return { error, rates, log: logLikelihood(cells, rates, error) };
  });
  const best = Math.max(...tried.map(({ log }) => log));
  const weights = tried.map(({ log }) => Math.exp(log - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    errors: tried.map(({ error, rates }, i) => ({
      error,
      rates: rates.map((rate) => (1 - EVEN) * rate + EVEN / values),
      weight: (weights[i] ?? 0) / total,
    })),
  };
}

/** How frequent each value is where words are mistaken so often; one item more of each value keeps them from 0. */
function ratesAt(cells: readonly Cell[], values: number, error: number): number[] {
  let rates = Array.from({ length: values }, () => 1 / values);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = Array.from({ length: values }, () => 1);
    for (const { said, items } of cells)
      for (const [value, share] of trueValue(said, rates, error).entries())
        sums[value] = (sums[value] ?? 0) + items * share;
    const total = sums.reduce((sum, one) => sum + one, 0);
    rates = sums.map((one) => one / total);
  }
  return rates;
}

/** How likely each value is to be the true one of an item, given what was said; sums to 1. */
export function trueValue(said: Said, rates: readonly number[], error: number): number[] {
  const logs = logJoint(said, rates, error);
  const best = Math.max(...logs);
  const parts = logs.map((log) => Math.exp(log - best));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function logJoint(said: Said, rates: readonly number[], error: number): number[] {
  const right = Math.log(1 - error);
  const wrong = Math.log(error / (rates.length - 1));
  const words = said.reduce((sum, n) => sum + n, 0);
  return rates.map((rate, value) => {
    const n = said[value] ?? 0;
    return Math.log(rate) + n * right + (words - n) * wrong;
  });
}

/** Of what was said of each item after its first word, given that. */
function logLikelihood(cells: readonly Cell[], rates: readonly number[], error: number): number {
  const alone = rates.map((rate) => Math.log(rate * (1 - error) + ((1 - rate) * error) / (rates.length - 1)));
  let total = 0;
  for (const { said, first, items } of cells) {
    if (said.reduce((sum, n) => sum + n, 0) < 2) continue;
    const logs = logJoint(said, rates, error);
    const best = Math.max(...logs);
    const all = best + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - best), 0));
    total += items * (all - (alone[first] ?? 0));
  }
  return total;
}

/** What the words on an item say: the likeliest value, and how sure it is, from 0 to 1, over all chances of error. */
export function likeliest({ errors }: ErrorModel, said: Said): { value: number; sure: number } {
  const shares = said.map(() => 0);
  for (const { error, weight, rates } of errors)
    for (const [value, share] of trueValue(said, rates, error).entries())
      shares[value] = (shares[value] ?? 0) + weight * share;
  const sure = Math.max(...shares);
  return { value: shares.indexOf(sure), sure };
}

/** Mean and interval (95 %) of the share of words that are mistaken. */
export function errorInterval({ errors }: ErrorModel): { value: number; low: number; high: number } {
  const at = (share: number): number => {
    let sum = 0;
    for (const { error, weight } of errors) {
      sum += weight;
      if (sum >= share) return error;
    }
    return errors.at(-1)?.error ?? 0;
  };
  const value = errors.reduce((sum, { error, weight }) => sum + weight * error, 0);
  return { value, low: at(0.025), high: at(0.975) };
}
