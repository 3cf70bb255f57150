import { WinnowError } from '../../shared/error.ts';
import type { TermsRegistry } from './shipped.ts';

export interface Endpoint {
  /** As it is called, without a slash at its end. */
  url: string;
  /** Scheme, host and port: what declarations are matched by. */
  origin: string;
}

/**
 * The address of a server that models are asked at.
 * @param what how the user named it, such as --endpoint
 * @throws WinnowError `bad-usage` for anything but http and https, and for an address that carries credentials;
 * these are never repeated
 */
export function checkedEndpoint(text: string, what = '--endpoint'): Endpoint {
  const url = text.length <= 2000 && URL.canParse(text) ? new URL(text) : null;
  const like = `as in ${what} http://127.0.0.1:8000/v1`;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '')
    throw new WinnowError(
      'bad-usage',
      `${what} takes an address that begins with http:// or https://, ${like}.`,
    );
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new WinnowError(
      'bad-usage',
      `${what} takes an address without user, password, query and fragment, ${like}; a key comes from the environment.`,
    );
  return { url: url.href.replace(/\/$/, ''), origin: url.origin };
}

/**
 * The service that answers at an address by the registry: its terms hold there, whatever is declared. Told by the
 * name of the host, so that no other port, scheme or dot at the end of it makes a stranger of it.
 */
export function serviceAt(
  registry: TermsRegistry,
  origin: string,
): { provider: string; service: string } | null {
  const host = hostOf(origin);
  const entry = registry.entries.find(({ applies }) => applies.origins.some((one) => hostOf(one) === host));
  return entry === undefined ? null : { provider: entry.provider, service: entry.service };
}

const hostOf = (origin: string): string => new URL(origin).hostname.replace(/\.$/, '');

/** Domains of services that sell models: whoever asks there is bound by their terms, whatever weights they serve. */
const PUBLIC = [
  'openai.com',
  'azure.com',
  'anthropic.com',
  'googleapis.com',
  'google.com',
  'amazonaws.com',
  'openrouter.ai',
  'x.ai',
  'mistral.ai',
  'cohere.com',
  'cohere.ai',
  'together.xyz',
  'together.ai',
  'fireworks.ai',
  'groq.com',
  'deepinfra.com',
  'deepseek.com',
  'perplexity.ai',
  'aliyuncs.com',
  'huggingface.co',
  'replicate.com',
  'nvidia.com',
  'cerebras.ai',
  'sambanova.ai',
  'moonshot.cn',
  'moonshot.ai',
  'bigmodel.cn',
  'volces.com',
  'siliconflow.cn',
  'novita.ai',
  'hyperbolic.xyz',
];

/** Whether an origin belongs to a service that is known to sell models. */
export function isPublicService(origin: string): boolean {
  const { hostname } = new URL(origin);
  return PUBLIC.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
