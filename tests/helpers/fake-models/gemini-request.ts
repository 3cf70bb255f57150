import { googleError } from './gemini-status-faults.ts';
import type { FakeModel } from './plan.ts';
import type { FakeState, Incoming } from './state.ts';
import type { Delivery } from './wire-faults.ts';

/** What of a request of `generateContent` decides the reply. */
export interface GeminiAsked {
  prompt: string;
  thoughts: boolean;
  maxTokens: number | null;
}

const TOP = new Set(
  [
    'model contents systemInstruction generationConfig safetySettings tools toolConfig cachedContent serviceTier store labels'.split(
      ' ',
    ),
  ].flat(),
);
const CONFIG = new Set(
  'temperature topP topK seed maxOutputTokens stopSequences candidateCount thinkingConfig responseMimeType responseSchema responseJsonSchema presencePenalty frequencyPenalty responseModalities'.split(
    ' ',
  ),
);
const THINKING = new Set(['includeThoughts', 'thinkingLevel', 'thinkingBudget']);

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Takes a request apart as strictly as the API does; a delivery is its refusal. */
export function parseGemini(json: unknown, model: FakeModel): GeminiAsked | Delivery {
  const body = fieldsOf(json);
  const config = fieldsOf(body.generationConfig);
  const thinking = fieldsOf(config.thinkingConfig);
  const unknown =
    stranger(body, TOP, '') ??
    stranger(config, CONFIG, " at 'generation_config'") ??
    stranger(thinking, THINKING, " at 'generation_config.thinking_config'");
  if (unknown !== null) return invalid(`Invalid JSON payload received. ${unknown}`);
  const fault = thinkingFault(thinking, model);
  if (fault !== null) return invalid(fault);
  const prompt = textOf(body.contents);
  if (prompt === null) return invalid('* GenerateContentRequest.contents: contents is not specified');
  return {
    prompt,
    thoughts: thinking.includeThoughts === true,
    maxTokens: typeof config.maxOutputTokens === 'number' ? config.maxOutputTokens : null,
  };
}

const invalid = (message: string): Delivery => googleError(400, 'INVALID_ARGUMENT', message);

function stranger(fields: Fields, known: ReadonlySet<string>, where: string): string | null {
  const name = Object.keys(fields).find((one) => !known.has(one));
  return name === undefined ? null : `Unknown name "${name}"${where}: Cannot find field.`;
}

function thinkingFault({ thinkingLevel, thinkingBudget }: Fields, model: FakeModel): string | null {
  if (thinkingLevel !== undefined && thinkingBudget !== undefined)
    return 'You can only set only one of thinking budget and thinking level.';
  if (thinkingLevel !== undefined && model.levels === undefined)
    return 'Thinking level is not supported for this model.';
  if (thinkingLevel !== undefined && !model.levels?.includes(String(thinkingLevel)))
    return `Thinking level ${String(thinkingLevel)} is not supported for this model.`;
  return null;
}

/** The texts of `contents`. */
function textOf(contents: unknown): string | null {
  const texts = (Array.isArray(contents) ? contents : [])
    .flatMap((content) => fieldsOf(content).parts)
    .map((part) => fieldsOf(part).text)
    .filter((text) => typeof text === 'string');
  return texts.length === 0 ? null : texts.join('\n');
}

/** The refusal of a key that is missing, unknown or spent; null where it is good. */
export function keyFault({ plan }: FakeState, { key }: Incoming): Delivery | null {
  if (key === '')
    return googleError(
      403,
      'PERMISSION_DENIED',
      "Method doesn't allow unregistered callers. Please use API Key.",
    );
  if (plan.keys === undefined) return null;
  const state = plan.keys[key]?.state ?? (plan.keys[key] === undefined ? 'unknown' : 'good');
  if (state === 'good') return null;
  if (state === 'unknown')
    return googleError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
    ]);
  return googleError(403, 'PERMISSION_DENIED', `Your API key ${key} was reported as ${state}.`);
}
