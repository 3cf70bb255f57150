import type { Scorer } from '../../algorithms/text-classifier/scores.ts';
import type { TaxonomyFiles } from './files.ts';
import { type Classifier, type KeywordPoints, keywordPoints } from './keyword-classifier.ts';
import { addScores, likeliest, newFeaturizer, newScorer } from './model.ts';
import { domainCodes, knownDomains } from './own-texts.ts';

/** What was learned from the pool: goes to every worker, and its hash into the run. */
export interface FittedDomains {
  /** Weights learned from our own texts alone, and with those of the pool; 32-bit floating point. */
  own: SharedArrayBuffer;
  pool: SharedArrayBuffer;
  /** Sources with questions whose topic is stated. */
  near: readonly string[];
  /** Factors that make confidences of logits. */
  sharpness: { near: number; far: number };
}

/** What a point of a keyword is worth beside the score of the words. Tuned on the topics of public data sets. */
const POINT = 0.5;

/** Writes the score of each domain for a text. @param features those of the same text */
export type Scoring = (text: string, features: Int32Array, logits: Float64Array) => void;

/** By what data/taxonomy says alone: its texts, and its keywords. */
export function untaughtScoring(files: Pick<TaxonomyFiles, 'domains'>, own: Scorer): Scoring {
  const pointsOf: KeywordPoints = keywordPoints({ domains: knownDomains(files) });
  return (text, features, logits) => {
    const points = pointsOf(text);
    for (let k = 0; k < logits.length; k += 1) logits[k] = POINT * points[k]!;
    addScores(own, features, logits);
  };
}

/** By what the pool taught. */
export function taughtScoring(pool: Scorer): Scoring {
  return (_text, features, logits) => {
    logits.fill(0);
    addScores(pool, features, logits);
  };
}

/**
 * The classifier of a run; it abstains where it is less sure than the recipe asks for. A source that states no topic
 * is told by data/taxonomy alone: what other sources taught is more often wrong about it, measured on held-out
 * sources (docs/domains.md).
 * @param least unit: probability
 */
export function fittedClassifier(
  fit: FittedDomains,
  files: Pick<TaxonomyFiles, 'domains'>,
  least: number,
): Classifier {
  const codes = domainCodes(files);
  const near = new Set(fit.near);
  const taught = taughtScoring(filled(codes.length, fit.pool));
  const untaught = untaughtScoring(files, filled(codes.length, fit.own));
  const featuresOf = newFeaturizer();
  const logits = new Float64Array(codes.length);
  const odds = new Float64Array(codes.length);
  return (text, source) => {
    const features = featuresOf(text);
    if (features.length === 0) return { code: null, confidence: 0 };
    const isNear = near.has(source);
    (isNear ? taught : untaught)(text, features, logits);
    const { domain, confidence } = likeliest(logits, fit.sharpness[isNear ? 'near' : 'far'], odds);
    return { code: confidence < least ? null : (codes[domain] ?? null), confidence };
  };
}

function filled(domains: number, weights: SharedArrayBuffer): Scorer {
  const model = newScorer(domains);
  model.weights.set(new Float32Array(weights));
  return model;
}
