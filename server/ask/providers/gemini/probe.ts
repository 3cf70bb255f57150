import type { Failed } from '../../provider.ts';
import { type Limits, limitsOf } from '../attempt.ts';
import type { Network } from '../network.ts';
import { failedOf, objectIn, sentOf } from '../outcome.ts';
import { closest, type Probe } from '../probe.ts';
import { plain } from '../text.ts';
import { countOf, isObject, type JsonObject, listOf, textOf } from '../unknown.ts';
import { type GeminiOptions, geminiClient } from './client.ts';
import { geminiTrouble } from './trouble.ts';

/**
 * Asks Gemini whether a model is there and thinks, and how many tokens a prompt has: `models.get`, `countTokens`, and
 * `models.list` where the model is unknown, all of them free. What of levels and budgets it takes the API does not
 * say; `data/models` knows.
 */
export async function probeGemini(
  options: GeminiOptions,
  { model, prompt }: { model: string; prompt: string },
  signal: AbortSignal,
): Promise<Probe | Failed> {
  const limits: Limits = limitsOf(options);
  const client = geminiClient(options, limits);
  const { sdk } = client;
  const get = async (send: (network: Network) => Promise<unknown>): Promise<JsonObject | Failed> => {
    const heard = await client.hear(send, signal);
    const got = objectIn(heard, (status, body, headers) =>
      geminiTrouble(status, body, headers, options.now()),
    );
    if ('body' in got) return got.body;
    return failedOf(got, heard, sentOf(client.sender, 'unary', heard), client.redact);
  };
  const config = (network: Network) => ({ httpOptions: client.via(network, limits.timeoutMs) });
  const found = await get((network) => sdk.models.get({ model, config: config(network) }));
  if (isFailed(found)) {
    if (found.class !== 'fatal' || found.cause !== 'model-gone') return found;
    const list = await get((network) => sdk.models.list({ config: { pageSize: 1000, ...config(network) } }));
    return isFailed(list) ? list : { state: 'unknown', model, others: closest(model, namesIn(list)) };
  }
  const counted = await get((network) =>
    sdk.models.countTokens({
      model,
      contents: [{ role: 'user', parts: [{ text: prompt }] }],
      config: config(network),
    }),
  );
  if (isFailed(counted)) return counted;
  return { state: 'known', model, ...describe(found), promptTokens: countOf(counted.totalTokens) };
}

const isFailed = (got: JsonObject | Failed): got is Failed => got.state === 'trouble' && 'class' in got;

function describe(model: JsonObject) {
  const methods = listOf(model.supportedGenerationMethods);
  return {
    version: plain(textOf(model.version)),
    thinks: typeof model.thinking === 'boolean' ? model.thinking : null,
    batches: methods.length === 0 ? null : methods.includes('batchGenerateContent'),
    inputTokens: countOf(model.inputTokenLimit),
    outputTokens: countOf(model.outputTokenLimit),
  };
}

/** Names of models that answer, without their prefix; on Vertex they are called publisher models. */
const namesIn = (list: JsonObject): string[] =>
  [...listOf(list.models), ...listOf(list.publisherModels)]
    .filter(isObject)
    .filter(
      ({ supportedGenerationMethods: methods }) =>
        methods === undefined || listOf(methods).includes('generateContent'),
    )
    .map(({ name }) => plain(textOf(name)) ?? '')
    .map((name) => name.slice(name.lastIndexOf('/') + 1))
    .filter((name) => name !== '');
