import { seededRandom } from '../../algorithms/random.ts';
import { type FeatureSpace, type Featurizer, featurizer } from '../../algorithms/text-classifier/features.ts';
import { type Scorer, scorer } from '../../algorithms/text-classifier/scores.ts';
import { type Examples, learn, oddsOf } from '../../algorithms/text-classifier/softmax.ts';

/** 2^15 features leave few that hash alike; longer texts say no more in their second hundred words. */
const SPACE: FeatureSpace = { bits: 15, most: 128 };

export const newFeaturizer = (): Featurizer => featurizer(SPACE);

/** Weights for so many domains, all 0. */
export const newScorer = (domains: number): Scorer =>
  scorer({ features: 2 ** SPACE.bits, classes: domains, most: SPACE.most });

/** The seed is one of the method, not of the run: the same pool gives the same domains under every seed. */
const SEED = 'domains';

/** Weights learned from examples. More epochs learn the examples by heart. @param start weights to begin with */
export function learned(domains: number, examples: Examples, epochs: number, start?: Scorer): Scorer {
  const model = newScorer(domains);
  if (start !== undefined) model.weights.set(start.weights);
  learn(model, examples, { epochs, rate: 1 }, seededRandom(SEED));
  return model;
}

/** Adds the score of a text for each domain to `sums`: the sum of its features' weights, by the root of their number. */
export function addScores(model: Scorer, features: Int32Array, sums: Float64Array): void {
  if (features.length === 0) return;
  const scores = model.sum(features);
  const scale = 1 / Math.sqrt(features.length);
  for (let k = 0; k < sums.length; k += 1) sums[k]! += scale * scores[k]!;
}

/** The likeliest domain and its probability under logits times `factor`. @param odds room for as many numbers */
export function likeliest(
  logits: Float64Array,
  factor: number,
  odds: Float64Array,
): { domain: number; confidence: number } {
  const total = oddsOf(logits, factor, odds);
  let domain = 0;
  for (let k = 1; k < odds.length; k += 1) if (odds[k]! > odds[domain]!) domain = k;
  return { domain, confidence: odds[domain]! / total };
}
