import { releasedRows } from './choice.ts';
import type { ReleaseFacts } from './facts.ts';
import { cardLicence } from './licence.ts';

/** Size classes of dataset cards: the first limit that the rows stay below. */
const SIZES: readonly (readonly [number, string])[] = [
  [1_000, 'n<1K'],
  [10_000, '1K<n<10K'],
  [100_000, '10K<n<100K'],
  [1_000_000, '100K<n<1M'],
  [10_000_000, '1M<n<10M'],
];

/** The YAML head of a dataset card. Text from outside is quoted as JSON, which YAML reads as it is. */
export function cardHead({ written, choice, formats, gate }: ReleaseFacts): string {
  const isHeld = choice.validation.rows.length > 0;
  const { languages } = written.composition;
  const license = cardLicence(gate.licence);
  const rows = releasedRows(choice).length;
  const size = SIZES.find(([limit]) => rows < limit)?.[1] ?? 'n>10M';
  return [
    '---',
    `license: ${license.license}`,
    ...(license.name === null ? [] : [`license_name: ${JSON.stringify(license.name)}`]),
    ...list('language', languages),
    ...list('annotations_creators', [annotators(written.composition.traces)]),
    ...list('source_datasets', ['extended']),
    ...list('task_categories', ['text-generation']),
    ...list('size_categories', [size]),
    ...list('tags', ['reasoning', 'winnow', gate.distribution]),
    'configs:',
    ...formats.flatMap(({ name }) => [
      `- config_name: ${name}`,
      '  data_files:',
      '  - split: train',
      `    path: data/${name}/train.jsonl`,
      ...(isHeld ? ['  - split: validation', `    path: data/${name}/validation.jsonl`] : []),
    ]),
    '---',
  ].join('\n');
}

/** Who wrote the traces, in the words of dataset cards: a model, or the sources, where they were found. */
const annotators = (traces: readonly { kind: string }[]): string =>
  traces.some(({ kind }) => kind !== 'reference') ? 'machine-generated' : 'found';

const list = (key: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`${key}:`, ...items.map((item) => `- ${item}`)];
