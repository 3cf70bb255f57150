import { exampleList } from '../../algorithms/text-classifier/examples.ts';
import type { Featurizer } from '../../algorithms/text-classifier/features.ts';
import type { Scorer } from '../../algorithms/text-classifier/scores.ts';
import type { TaxonomyFiles } from './files.ts';
import { checkFit, type FitReport, type Held } from './fit-check.ts';
import type { FittedDomains } from './fitted.ts';
import { learned, newFeaturizer } from './model.ts';
import { domainCodes, ownWeights } from './own-texts.ts';

/** A question of the pool whose topic is known. */
export interface KnownText {
  text: string;
  source: string;
  /** Code of its domain. */
  code: string;
}

/** What the pool has to learn from. */
export interface PoolTexts {
  /** In an order that hangs on the questions alone; at most `MOST_KNOWN` of each domain. */
  known: readonly KnownText[];
  /** How many questions of each code have a known topic, those not in `known` included. */
  counts: ReadonlyMap<string, number>;
}

/** Of one domain no more are learned from; the rest says the same again. Unit: questions. */
export const MOST_KNOWN = 800;
/** A source with fewer known questions is taken for one of which nothing is known. Unit: questions. */
const LEAST_KNOWN = 20;
const EPOCHS = 2;

/**
 * Learns domains from the topics that the pool carries, on top of what data/taxonomy says: a linear model over hashed
 * words for each half of the known questions, each starting with the weights of our own texts and checked on the other
 * half, both averaged (parameter mixing: Zinkevich et al. 2010, NIPS 23). Deterministic, bit for bit.
 */
export function fitDomains(files: TaxonomyFiles, pool: PoolTexts): { fit: FittedDomains; report: FitReport } {
  const codes = domainCodes(files);
  const featuresOf = newFeaturizer();
  const own = ownWeights(files, featuresOf);
  const known = held(pool.known, codes, featuresOf);
  const halves = ([0, 1] as const).map((half) => {
    const examples = exampleList();
    for (const one of known) if (one.half === half) examples.add(one.features, one.domain, 1);
    return learned(codes.length, examples.columns(), EPOCHS, own);
  }) as [Scorer, Scorer];
  const { report, sharpness } = checkFit({ files, own, known, halves, counts: pool.counts });
  return {
    fit: { own: shared([own]), pool: shared(halves), near: nearSources(pool.known), sharpness },
    report,
  };
}

/** Questions with the same words are in the same half, so that no half knows one of the other by heart. */
function held(known: readonly KnownText[], codes: readonly string[], featuresOf: Featurizer): Held[] {
  const place = new Map(codes.map((code, at) => [code, at]));
  return known.flatMap(({ text, code }): Held[] => {
    const domain = place.get(code);
    if (domain === undefined) return [];
    const features = featuresOf(text).slice();
    return [{ text, features, domain, half: halfOf(features) }];
  });
}

/** 0 or 1, by the set of features, in whatever order they are. */
function halfOf(features: Int32Array): 0 | 1 {
  let sum = 0;
  for (const feature of features) sum = (sum + Math.imul(feature + 1, 0x9e3779b1)) | 0;
  sum = Math.imul(sum ^ (sum >>> 15), 0x85ebca6b);
  return ((sum >>> 13) & 1) as 0 | 1;
}

function nearSources(known: readonly KnownText[]): string[] {
  const counts = new Map<string, number>();
  for (const { source } of known) counts.set(source, (counts.get(source) ?? 0) + 1);
  return [...counts].flatMap(([source, count]) => (count < LEAST_KNOWN ? [] : [source])).sort();
}

/** The mean of some weights, where every worker can read it. */
function shared(models: readonly Scorer[]): SharedArrayBuffer {
  const length = models[0]?.weights.length ?? 0;
  const buffer = new SharedArrayBuffer(4 * length);
  const mean = new Float32Array(buffer);
  for (const { weights } of models)
    for (let i = 0; i < length; i += 1) mean[i]! += weights[i]! / models.length;
  return buffer;
}
