import type {
  GenerateContentConfig,
  GenerateContentParameters,
  ServiceTier,
  ThinkingConfig,
  ThinkingLevel,
} from '@google/genai';
import type { Call, Generation } from '../../provider.ts';

export interface RequestExtras {
  serviceTier: string | null;
  store: boolean | null;
}

/**
 * A call as the SDK takes it: the prompt is the one text of the user, the system text apart from it. What is null is
 * not sent. Continuation is off, since the SDK would otherwise ask, and pay, again without bound.
 */
export function geminiRequest(call: Call, extras: RequestExtras): GenerateContentParameters {
  return {
    model: call.model,
    contents: [{ role: 'user', parts: [{ text: call.prompt }] }],
    config: {
      ...(call.system === null ? {} : { systemInstruction: { parts: [{ text: call.system }] } }),
      ...generationConfig(call.generation),
      ...(extras.serviceTier === null ? {} : { serviceTier: extras.serviceTier as ServiceTier }),
      ...(extras.store === null ? {} : { store: extras.store }),
      automaticContinuation: false,
    },
  };
}

function generationConfig(generation: Generation): GenerateContentConfig {
  const { temperature, topP, seed, maxOutputTokens, responseSchema } = generation;
  const thinkingConfig = thinkingOf(generation);
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(topP === null ? {} : { topP }),
    ...(seed === null ? {} : { seed }),
    ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
    ...(thinkingConfig === null ? {} : { thinkingConfig }),
    ...(responseSchema === null || responseSchema === undefined
      ? {}
      : { responseMimeType: 'application/json', responseJsonSchema: responseSchema }),
  };
}

/** A level and a budget together are refused by the API; a call holds one of them at most. */
function thinkingOf({ thinking, includeThoughts }: Generation): ThinkingConfig | null {
  if (thinking === null && !includeThoughts) return null;
  return {
    ...(includeThoughts ? { includeThoughts } : {}),
    ...(thinking !== null && 'level' in thinking ? { thinkingLevel: thinking.level as ThinkingLevel } : {}),
    ...(thinking !== null && 'budget' in thinking ? { thinkingBudget: thinking.budget } : {}),
  };
}
