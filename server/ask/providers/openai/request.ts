import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import type { Call } from '../../provider.ts';
import type { JsonObject } from '../unknown.ts';

/** A body of `POST /chat/completions`; servers take fields that the SDK has no type for. */
export type ChatBody = ChatCompletionCreateParams & JsonObject;

export interface ChatExtras {
  stream: boolean;
  maxTokensField: 'max_tokens' | 'max_completion_tokens';
  extraBody: JsonObject;
}

/**
 * A call as a compatible server takes it. What is null is not sent; a level of thinking goes out as
 * `reasoning_effort`. A budget has no field of its own in this format: `extraBody` holds what one's server calls it.
 */
export function chatBody(call: Call, { stream, maxTokensField, extraBody }: ChatExtras): ChatBody {
  const { temperature, topP, seed, maxOutputTokens, thinking, responseSchema } = call.generation;
  const system = call.system === null ? [] : [{ role: 'system' as const, content: call.system }];
  return {
    model: call.model,
    messages: [...system, { role: 'user', content: call.prompt }],
    ...(temperature === null ? {} : { temperature }),
    ...(topP === null ? {} : { top_p: topP }),
    ...(seed === null ? {} : { seed }),
    ...(maxOutputTokens === null ? {} : { [maxTokensField]: maxOutputTokens }),
    ...(thinking !== null && 'level' in thinking ? { reasoning_effort: effortOf(thinking.level) } : {}),
    ...(responseSchema === null || responseSchema === undefined
      ? {}
      : { response_format: formatOf(responseSchema) }),
    ...(stream ? { stream: true, stream_options: { include_usage: true } } : {}),
    ...extraBody,
  };
}

const effortOf = (level: string) => level.toLowerCase() as 'low' | 'medium' | 'high';

const formatOf = (schema: unknown) => ({
  type: 'json_schema' as const,
  json_schema: { name: 'reply', strict: true, schema: schema as Record<string, unknown> },
});
