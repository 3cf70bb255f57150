import type { Shipped } from '../comply/shipped.ts';
import type { StoredRun } from '../db/runs.ts';
import type { SigningKey } from '../ledger/keys.ts';
import type { ReleaseFiles } from './files.ts';
import type { RowEffects } from './rows.ts';
import type { TrainingAssets } from './training/assets.ts';

export interface ReleaseOptions {
  run: StoredRun;
  /** `internal` where nothing is said. */
  policy?: string | undefined;
  /** Names of formats; all where none is named. */
  formats?: readonly string[] | undefined;
  /** How thinking and answer are written in formats that leave a choice; `qwen2.5-think` where nothing is said. */
  template?: string | undefined;
  /** Said before every question in place of the template's own. */
  system?: string | undefined;
  /** Refuse rows of more tokens; none is refused where nothing is said. */
  blockSize?: number | undefined;
  /** Allow raw, summarised and worked traces beside each other. */
  mixKinds?: boolean | undefined;
  /** Dollars an hour of one GPU, for the estimate. */
  gpuPriceUsd?: number | undefined;
  /** The folder to make: missing or empty. */
  out: string;
  /** Only traces of this teacher; of any but the sample's recorded replies where nothing is said. */
  teacher?: string | undefined;
  /** Allow questions of the built-in sample beside others, and its recorded replies. */
  withSample?: boolean | undefined;
  /** Rows wanted; as many as the run selected where nothing is said. */
  n?: number | undefined;
  /** Rows of the reserve beside them that are held back from training; none where nothing is said. */
  validation?: number | undefined;
  /** Opaque id of who releases. */
  actor: string;
}

/** What a release needs of the world. */
export interface ReleaseEffects extends RowEffects {
  files: ReleaseFiles;
  tokenizer: { name: string; sha256: string };
  version: string;
  /** What each policy makes of flags, and what is known of licences and terms. */
  shipped: Pick<Shipped, 'policies' | 'licences' | 'terms'>;
  /** Signs the checkpoint that a release carries. */
  signingKey: SigningKey;
  /** Templates, model sizes and the programs that a release carries for training. */
  training: TrainingAssets;
  /** The text of `verify.mjs`, which checks the folder with nothing but Node. */
  verifier: string;
  /** Milliseconds since some fixed moment. */
  clock: () => number;
}
