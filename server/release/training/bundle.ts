import type { FolderWriter } from '../folder.ts';
import type { Format } from '../formats/format.ts';
import type { TrainingAssets } from './assets.ts';
import type { TrainingEstimate } from './report.ts';

/** What the programs of the bundle have to know of the release. */
export interface BundleFacts {
  releaseId: string;
  datasetRoot: string;
  formats: readonly Pick<Format, 'name'>[];
  /** Token that ends a turn; empty where the trainer's own does. */
  stop: string;
  longest: number;
  estimate: TrainingEstimate;
}

/** Formats that `train.py` reads, the best first: it takes the chat template's word where it can. */
const PREFERRED = [
  'prompt-completion',
  'prompt-completion-text',
  'messages',
  's1',
  'sharegpt',
  'alpaca',
  'messages-reasoning',
  'gemini',
];

/** What a placeholder of a file of the bundle stands for. */
const placeholders = ({ estimate }: BundleFacts): [string, string][] => [
  ['@MAX_LENGTH@', String(estimate.maxLength)],
];

/** Writes `training/`: the programs with their placeholders filled in, the sizes of models, and the estimate. */
export function writeBundle(
  folder: FolderWriter,
  { bundle, models }: TrainingAssets,
  facts: BundleFacts,
): void {
  for (const [path, text] of bundle) {
    const filled = placeholders(facts).reduce((so, [mark, value]) => so.replaceAll(mark, value), text);
    folder.write(`training/${path}`, filled);
  }
  folder.write('training/models.json', pretty(models));
  folder.write('training/estimate.json', pretty(facts.estimate));
  folder.write('training/settings.json', pretty(settingsOf(facts)));
}

function settingsOf({ releaseId, datasetRoot, formats, stop, longest, estimate }: BundleFacts) {
  const names = formats.map(({ name }) => name);
  const format = PREFERRED.find((name) => names.includes(name)) ?? names[0] ?? '';
  const { rows, template, maxLength, epochs, batch } = estimate;
  const file = `data/${format}/train.jsonl`;
  return { releaseId, datasetRoot, format, file, rows, template, stop, longest, maxLength, epochs, batch };
}

const pretty = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
