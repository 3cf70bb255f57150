import { jsonDelivery } from './gemini-wire.ts';
import type { FakeModel } from './plan.ts';
import type { FakeState } from './state.ts';
import type { Delivery } from './wire-faults.ts';

/** A model as `models.get` describes it. */
export const describeModel = (model: FakeModel): object => ({
  name: `models/${model.name}`,
  version: model.version ?? model.name,
  displayName: model.name,
  inputTokenLimit: 1_048_576,
  outputTokenLimit: model.outputTokenLimit ?? 65_536,
  supportedGenerationMethods: ['generateContent', 'countTokens', 'batchGenerateContent'],
  temperature: 1,
  maxTemperature: 2,
  ...(model.thinks ? { thinking: true } : {}),
});

/** The list of models, two a page where the caller asks for pages. */
export function listModels({ models }: FakeState, query: URLSearchParams): Delivery {
  const known = models.filter(({ retired }) => !retired);
  const from = Number(query.get('pageToken') ?? 0);
  const size = Number(query.get('pageSize') ?? 50);
  const next = from + size < known.length ? { nextPageToken: String(from + size) } : {};
  return jsonDelivery({ models: known.slice(from, from + size).map(describeModel), ...next });
}

/** The same as Vertex has it, which says little about them. */
export const listPublished = ({ models }: FakeState): Delivery =>
  jsonDelivery({
    publisherModels: models
      .filter(({ retired }) => !retired)
      .map(({ name }) => ({ name: `publishers/google/models/${name}`, versionId: 'default' })),
  });
