import OpenAI from 'openai';
import { attempt, type Effects, type Heard, type Limits } from '../attempt.ts';
import type { Network } from '../network.ts';
import type { Sender } from '../outcome.ts';
import { keyRedactor, keyTaker } from '../text.ts';
import type { JsonObject } from '../unknown.ts';

export interface OpenaiOptions extends Effects, Partial<Limits> {
  /** As `http://127.0.0.1:8000/v1`; everything after it is the SDK's. */
  baseUrl: string;
  /** Null: the server asks for none. */
  key: string | null;
  stream?: boolean;
  /** What this server's thoughts are; default `raw`, a model's own. */
  thoughts?: 'raw' | 'summary';
  /** Default `max_tokens`, which every server knows; OpenAI's own newer models take the other one alone. */
  maxTokensField?: 'max_tokens' | 'max_completion_tokens';
  /** Fields of a server of one's own, as `chat_template_kwargs`; they are part of the body that is kept. */
  extraBody?: JsonObject;
}

/** The version of the SDK that package.json pins; a test holds the two together. */
export const OPENAI_SDK = 'openai 6.49.0';

export interface OpenaiClient {
  sdk(network: Network): OpenAI;
  sender: Sender;
  redact: (text: string) => string;
  hear(
    send: (sdk: OpenAI) => Promise<unknown>,
    signal: AbortSignal,
    how?: { stream?: boolean },
  ): Promise<Heard>;
}

/**
 * The official SDK with its retries off. It would read key, address, organisation, project and even headers from the
 * environment: what it can be handed, it is handed, and of its headers only those that belong here are let through.
 */
export function openaiClient(options: OpenaiOptions, limits: Limits): OpenaiClient {
  const own = keyRedactor([options.key]);
  const clean = keyTaker([options.key]);
  const base = new OpenAI({
    baseURL: options.baseUrl,
    apiKey: options.key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: limits.timeoutMs + 60_000, // never first: the attempt has its own
    logLevel: 'off',
    fetch: () => Promise.reject(new Error('Nobody listens to this call.')), // each brings its own network
  });
  const sdk = (network: Network): OpenAI => base.withOptions({ fetch: ownHeaders(network, options.key) });
  return {
    sdk,
    sender: { provider: 'openai', sdk: OPENAI_SDK, apiVersion: null, baseUrl: options.baseUrl },
    redact: (text) => options.redact(own(text)),
    hear: (send, signal, { stream = false } = {}) =>
      attempt((network) => send(sdk(network)), signal, options, {
        ...limits,
        idle: stream,
        handBack: 'nothing',
        clean,
      }),
  };
}

/** The network with the headers that this call means to send, and no others. */
const ownHeaders =
  (network: Network, key: string | null): Network =>
  (input, init) => {
    const all = new Headers(init?.headers);
    const headers = new Headers(key === null ? {} : { authorization: `Bearer ${key}` });
    for (const name of ['accept', 'content-type', 'user-agent']) {
      const value = all.get(name);
      if (value !== null) headers.set(name, value);
    }
    return network(input, { ...init, headers });
  };
