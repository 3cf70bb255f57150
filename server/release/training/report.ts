import type { MeasuredTraining, Template } from '../../../shared/schemas/training.ts';
import type { Composition } from '../tally.ts';
import type { TokenStatistics } from '../tokens.ts';
import type { TrainingAssets } from './assets.ts';
import {
  EPOCHS,
  type EstimateOptions,
  estimates,
  type ModelEstimate,
  type Range,
  sharesOf,
} from './estimate.ts';
import { BATCH } from './plan.ts';

/** Lengths at which trainers and services cut. Unit: tokens. */
const BLOCK_SIZES = [1024, 2048, 4096, 8192, 16_384, 20_000, 32_768] as const;

/** What `estimate.json` says. */
export interface TrainingEstimate {
  template: string;
  tokenizer: string;
  rows: number;
  /** Of the whole text of a row. */
  tokens: TokenStatistics;
  /** Of what a loss is taken on. */
  learnt: TokenStatistics;
  /** Rows that are longer than so many tokens. */
  over: Record<string, number>;
  /** Tokens of the traces by their kind, and s1K's to compare. */
  kinds: Composition['kinds'];
  s1K: {
    rows: number;
    kind: 'raw';
    meanTokens: number;
    totalTokens: number;
    /** Of the whole texts; its other quantiles were never published. */
    shareOver4096: number;
    source: string;
  };
  /** No trainer of the bundle takes fewer. */
  maxLength: number;
  epochs: number;
  batch: number;
  gpu: TrainingAssets['models']['gpu'];
  gpuPriceUsd: number | null;
  /** What the shares of the peak go by; null where no GPU was measured. */
  measured: MeasuredTraining | null;
  models: ModelEstimate[];
  warnings: string[];
  says: string[];
}

const S1K = {
  rows: 1000,
  kind: 'raw',
  meanTokens: 4700,
  totalTokens: 4_700_000,
  shareOver4096: 0.74,
  source: 'arXiv 2501.19393',
} as const;

const SAYS = [
  'Every step waits for the GPU with the longest rows. Published for s1: 26 minutes and 7 GPU hours on 16 H100.',
  'The network is taken to carry 300 GB/s (NVLink, 8 x 400 Gb/s between machines). Over 10 Gb/s Ethernet the same training takes 40 times as long.',
  'Loading weights, saving them and waiting for a queue are not in it.',
];

export interface TrainingFacts {
  template: Template;
  composition: Composition;
  /** Tokens of the whole text of each row. */
  lengths: readonly number[];
  /** The longest text of any row of the release, by the template or as `s1`. Unit: tokens. */
  longest: number;
}

/** Rounded up, so that another tokenizer of the family has room: 256 tokens and the rest of a block of 256. */
export const maxLengthOf = (longest: number): number => 256 * (1 + Math.ceil(longest / 256));

/** What training on these rows takes and what to know before. */
export function trainingEstimate(
  { template, composition, lengths, longest }: TrainingFacts,
  { models, measured }: Pick<TrainingAssets, 'models' | 'measured'>,
  options: Pick<EstimateOptions, 'gpuPriceUsd'>,
): TrainingEstimate {
  const { shares, by } = sharesOf(measured);
  const over = BLOCK_SIZES.map((size) => [String(size), lengths.filter((length) => length > size).length]);
  return {
    template: `${template.template}@${template.version}`,
    tokenizer: template.tokenizer,
    rows: lengths.length,
    tokens: composition.tokens.text,
    learnt: composition.tokens.learnt,
    over: Object.fromEntries(over) as Record<string, number>,
    kinds: composition.kinds,
    s1K: S1K,
    maxLength: maxLengthOf(longest),
    epochs: EPOCHS,
    batch: BATCH,
    gpu: models.gpu,
    gpuPriceUsd: options.gpuPriceUsd,
    measured: by,
    models: estimates(models, lengths, { ...options, shares }),
    warnings: warningsOn(composition),
    says: [rangeSaid(shares, by), ...SAYS],
  };
}

/** Where the low and the high end of the minutes come from. */
function rangeSaid({ low, expected, high }: Range, by: MeasuredTraining | null): string {
  const percent = (share: number) => Math.round(100 * share);
  const said = `Minutes are low to high at ${percent(low)}, ${percent(expected)} and ${percent(high)} % of the peak of the GPU, what gradient checkpointing computes again counted in`;
  return by === null
    ? `${said}. No GPU has measured these shares; they are set so that s1’s published time comes out.`
    : `${said}: ${percent(by.peakShare)} % were measured on ${by.gpus} ${by.gpu} with ${by.model} on ${by.at}, the others lie as far from it as before.`;
}

/** Sets that will not teach what s1K teaches. */
function warningsOn({ kinds }: Composition): string[] {
  const total = Object.values(kinds).reduce((sum, { rows }) => sum + rows, 0);
  const many = (kind: string) => (kinds[kind]?.rows ?? 0) * 2 > total;
  return [
    ...(many('summary')
      ? [
          'Most traces are summaries of a thinking that the provider keeps to itself: shorter than what s1 trained on, and no model thinks so.',
        ]
      : []),
    ...(many('reference')
      ? [
          'Most traces are worked solutions of the sources: they never doubt, search or check themselves, so a model learns no long thinking from them.',
        ]
      : []),
  ];
}
