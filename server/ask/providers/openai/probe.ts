import type { Failed } from '../../provider.ts';
import { limitsOf } from '../attempt.ts';
import { failedOf, objectIn, sentOf } from '../outcome.ts';
import { closest, type Probe } from '../probe.ts';
import { plain } from '../text.ts';
import { countOf, isObject, listOf, textOf } from '../unknown.ts';
import { type OpenaiOptions, openaiClient } from './client.ts';
import { openaiTrouble } from './trouble.ts';

/**
 * Asks a compatible server which models it serves (`GET /models`, free). Whether one thinks no such server says; the
 * declaration of its weights does, or the first wanted reply.
 */
export async function probeOpenai(
  options: OpenaiOptions,
  { model }: { model: string },
  signal: AbortSignal,
): Promise<Probe | Failed> {
  const client = openaiClient(options, limitsOf(options));
  const heard = await client.hear((sdk) => sdk.models.list(), signal);
  const got = objectIn(heard, (status, body, headers) => openaiTrouble(status, body, headers, options.now()));
  if (!('body' in got)) return failedOf(got, heard, sentOf(client.sender, 'unary', heard), client.redact);
  const models = listOf(got.body.data).filter(isObject);
  const found = models.find(({ id }) => id === model);
  if (found === undefined)
    return {
      state: 'unknown',
      model,
      others: closest(
        model,
        models.map(({ id }) => plain(textOf(id)) ?? ''),
      ),
    };
  return {
    state: 'known',
    model,
    version: plain(textOf(found.root)),
    thinks: null,
    batches: null,
    inputTokens: countOf(found.max_model_len),
    outputTokens: countOf(found.max_model_len),
    promptTokens: null,
  };
}
