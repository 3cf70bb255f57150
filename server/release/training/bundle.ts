import { CONTROL_TOKENS } from '../../../shared/vocabulary/traces.ts';
import type { FolderWriter } from '../folder.ts';
import type { Format } from '../formats/format.ts';
import type { TrainingAssets } from './assets.ts';
import type { TrainingEstimate } from './report.ts';
import { templateNamed, withSystem } from './templates.ts';

/** What the programs of the bundle have to know of the release. */
export interface BundleFacts {
  releaseId: string;
  datasetRoot: string;
  formats: readonly Pick<Format, 'name'>[];
  /** Said before every question in place of the template's own. */
  system: string | undefined;
  /** Token that ends a turn; empty where the trainer's own does. */
  stop: string;
  longest: number;
  /** Rows that are held back. */
  validation: number;
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
  { bundle, models, templates }: TrainingAssets,
  facts: BundleFacts,
): void {
  for (const [path, text] of bundle) {
    const fitting = heldLines(text, facts.validation > 0);
    const filled = placeholders(facts).reduce((so, [mark, value]) => so.replaceAll(mark, value), fitting);
    folder.write(`training/${path}`, filled);
  }
  const [name = ''] = facts.estimate.template.split('@');
  folder.write('training/template.json', pretty(withSystem(templateNamed(templates, name), facts.system)));
  folder.write('training/models.json', pretty(models));
  folder.write('training/estimate.json', pretty(facts.estimate));
  folder.write('training/settings.json', pretty(settingsOf(facts)));
}

/** Lines of a config behind this mark are about the rows for validation: they stand where there are any. */
const HELD = '#validation# ';

const heldLines = (text: string, hasValidation: boolean): string =>
  text
    .split('\n')
    .flatMap((line) => (!line.startsWith(HELD) ? [line] : hasValidation ? [line.slice(HELD.length)] : []))
    .join('\n');

function settingsOf({ releaseId, datasetRoot, formats, stop, longest, validation, estimate }: BundleFacts) {
  const names = formats.map(({ name }) => name);
  const format = PREFERRED.find((name) => names.includes(name)) ?? names[0] ?? '';
  const { rows, template, maxLength, epochs, batch } = estimate;
  const file = `data/${format}/train.jsonl`;
  const held = validation === 0 ? null : { file: `data/${format}/validation.jsonl`, rows: validation };
  return {
    ...{ releaseId, datasetRoot, format, file, rows, validation: held },
    ...{ template, stop, longest, maxLength, epochs, batch, controlTokens: CONTROL_TOKENS },
  };
}

const pretty = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
