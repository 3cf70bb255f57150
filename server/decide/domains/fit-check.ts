import { naturalLog } from '../../algorithms/logarithm.ts';
import {
  type Band,
  bestFactor,
  type Checked,
  calibrationError,
  reliability,
} from '../../algorithms/text-classifier/calibration.ts';
import { macroF1, macroF1Interval } from '../../algorithms/text-classifier/macro-f1.ts';
import type { Scorer } from '../../algorithms/text-classifier/scores.ts';
import { oddsOf } from '../../algorithms/text-classifier/softmax.ts';
import type { TaxonomyFiles } from './files.ts';
import { taughtScoring, untaughtScoring } from './fitted.ts';
import { likeliest } from './model.ts';
import { domainCodes } from './own-texts.ts';

/** A known question, and the half that it is learned with. */
export interface Held {
  text: string;
  features: Int32Array;
  domain: number;
  half: 0 | 1;
}

/** How well domains are told where the truth is known and was held back. */
export interface Checking {
  macroF1: number;
  /** 95 in 100 repeats lie between. */
  low: number;
  high: number;
  accuracy: number;
  /** Mean distance between confidence and share of right ones. */
  calibrationError: number;
  bands: Band[];
}

export interface FitReport {
  /** Questions that state a topic, and those of them that were learned from. */
  known: number;
  learned: number;
  /** Domains that F1 is averaged over: those with at least ten questions. */
  domains: number;
  /** On the half that was held back; null where nothing is known. */
  crossValidated: Checking | null;
  /** By data/taxonomy alone, which saw no question of the pool; null where nothing is known. */
  untaught: Checking | null;
}

export interface Sharpness {
  near: number;
  far: number;
}

/** Of one domain no more are held against the truth. Unit: questions. */
const MOST_CHECKED = 150;
/** Domains with fewer questions say little about a mean. */
const LEAST_QUESTIONS = 10;
/** Where nothing is known to go by: what suits public data sets. */
const USUAL = 0.7;

interface Fitted {
  files: TaxonomyFiles;
  /** Weights of our own texts. */
  own: Scorer;
  known: readonly Held[];
  halves: readonly [Scorer, Scorer];
  counts: ReadonlyMap<string, number>;
}

/** Holds each half's model against the other half's questions. Rows are weighed by how many each stands for. */
export function checkFit(fitted: Fitted): { report: FitReport; sharpness: Sharpness } {
  const { known, counts } = fitted;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const averaged = domainCodes(fitted.files).flatMap((code, at) =>
    (counts.get(code) ?? 0) >= LEAST_QUESTIONS ? [at] : [],
  );
  const report = { known: total, learned: known.length, domains: averaged.length };
  if (averaged.length === 0) {
    return {
      report: { ...report, crossValidated: null, untaught: null },
      sharpness: { near: USUAL, far: USUAL },
    };
  }
  const checked = sampleOf(fitted);
  const taught = checking(checked, ({ taught: logits }) => logits, new Set(averaged));
  const untaught = checking(checked, ({ untaught: logits }) => logits, new Set(averaged));
  return {
    report: { ...report, crossValidated: taught.checking, untaught: untaught.checking },
    sharpness: { near: taught.factor, far: untaught.factor },
  };
}

/** A question with its truth, what it stands for, and the logits of two ways of telling. */
interface Sampled {
  truth: number;
  weight: number;
  taught: Float64Array;
  untaught: Float64Array;
}

/** The first of each domain, one domain after the other. */
function sampleOf({ files, own, known, halves, counts }: Fitted): Sampled[] {
  const codes = domainCodes(files);
  const taughtBy = halves.map(taughtScoring);
  const untaughtBy = untaughtScoring(files, own);
  const taken: Held[][] = codes.map(() => []);
  for (const one of known) if (taken[one.domain]!.length < MOST_CHECKED) taken[one.domain]!.push(one);
  return taken.flatMap((list, truth) => {
    const weight = (counts.get(codes[truth] ?? '') ?? 0) / list.length;
    return list.map(({ text, features, half }): Sampled => {
      const taught = new Float64Array(codes.length);
      const untaught = new Float64Array(codes.length);
      taughtBy[half === 0 ? 1 : 0]!(text, features, taught);
      untaughtBy(text, features, untaught);
      return { truth, weight, taught, untaught };
    });
  });
}

type Logits = (one: Sampled) => Float64Array;

/** The mean log loss under a factor, over every third question: it is smooth. */
function lossOf(sampled: readonly Sampled[], logits: Logits): (factor: number) => number {
  const odds = new Float64Array(logits(sampled[0]!).length);
  const some = sampled.filter((_, i) => i % 3 === 0);
  return (factor) => {
    let loss = 0;
    let all = 0;
    for (const one of some) {
      const total = oddsOf(logits(one), factor, odds);
      loss -= one.weight * naturalLog(odds[one.truth]! / total + 1e-9);
      all += one.weight;
    }
    return loss / all;
  };
}

function checking(
  sampled: readonly Sampled[],
  logits: Logits,
  domains: ReadonlySet<number>,
): { checking: Checking; factor: number } {
  const factor = bestFactor(lossOf(sampled, logits));
  const odds = new Float64Array(logits(sampled[0]!).length);
  const told = sampled.map((one) => {
    const { domain: said, confidence } = likeliest(logits(one), factor, odds);
    return { truth: one.truth, said, confidence, weight: one.weight };
  });
  const bands = reliability(told.map((one): Checked => ({ ...one, right: one.said === one.truth })));
  const [low, high] = macroF1Interval(told, domains);
  return {
    checking: { ...macroF1(told, domains), low, high, calibrationError: calibrationError(bands), bands },
    factor,
  };
}
