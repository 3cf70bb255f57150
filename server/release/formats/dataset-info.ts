import type { Format } from './format.ts';

/** How LLaMA-Factory reads a format; by its name. Source: LLaMA-Factory data/README.md at ff6d4d1. */
const INFO: Readonly<Record<string, { formatting: string; columns: object }>> = {
  sharegpt: { formatting: 'sharegpt', columns: { messages: 'conversations' } },
  alpaca: {
    formatting: 'alpaca',
    columns: { prompt: 'instruction', query: 'input', response: 'output' },
  },
};

/** The `dataset_info.json` of every format that LLaMA-Factory reads, each beside its rows. */
export const datasetInfos = (
  formats: readonly Pick<Format, 'name'>[],
  hasValidation: boolean,
  hasSystem = false,
): { path: string; text: string }[] =>
  formats.flatMap(({ name }) => {
    const known = INFO[name];
    if (known === undefined) return [];
    const columns = { ...known.columns, ...(hasSystem && name === 'alpaca' ? { system: 'system' } : {}) };
    const how = { ...known, columns };
    const info = {
      winnow: { file_name: 'train.jsonl', ...how },
      ...(hasValidation ? { winnow_validation: { file_name: 'validation.jsonl', ...how } } : {}),
    };
    return [{ path: `data/${name}/dataset_info.json`, text: `${JSON.stringify(info, null, 2)}\n` }];
  });
