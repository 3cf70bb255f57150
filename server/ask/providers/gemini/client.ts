import { GoogleGenAI } from '@google/genai';
import { attempt, type Effects, type Heard, type Limits } from '../attempt.ts';
import type { Network } from '../network.ts';
import type { Sender } from '../outcome.ts';
import { keyRedactor, keyTaker } from '../text.ts';

/** Whose Gemini: the Developer API by its key, or Vertex by project and place (or by a key in express mode). */
export type GeminiAccess =
  | { mode: 'developer'; key: string }
  | { mode: 'vertex'; key: string }
  /** `key: null`: the machine's application default credentials, which the SDK finds by itself. */
  | { mode: 'vertex'; project: string; location: string; key: string | null };

export interface GeminiOptions extends Effects, Partial<Limits> {
  access: GeminiAccess;
  /** Null: Google's own. The SDK's environment variables for it are never read. */
  baseUrl: string | null;
  /** Null: `v1beta` (`v1beta1` on Vertex), which know every field. */
  apiVersion: string | null;
  /** Silence in a stream is a sign of its own; a whole reply is simpler and gives the same text. */
  stream?: boolean;
  /** Developer API only: `flex` is about half the price for a longer wait. */
  serviceTier?: 'flex' | 'standard' | 'priority' | null;
  /** Developer API only: whether Google may keep the call in its logs; null: as the project has it. */
  store?: boolean | null;
}

/** The version of the SDK that package.json pins; a test holds the two together. */
export const GEMINI_SDK = '@google/genai 2.32.0';

/** What a provider of Gemini works with: the SDK, and how its calls are listened to. */
export interface GeminiClient {
  sdk: GoogleGenAI;
  /** The SDK over another network, for calls that take no options of their own. */
  sdkOver(network: Network): GoogleGenAI;
  sender: Sender;
  key: string | null;
  redact: (text: string) => string;
  /** Options for one request: where it goes to, and how long the server may take. */
  via(network: Network, timeoutMs: number): { fetch: Network; headers: Record<string, string> };
  /** Calls the SDK once and listens. */
  hear(
    send: (network: Network) => Promise<unknown>,
    signal: AbortSignal,
    how?: { stream?: boolean; handBack?: 'nothing' | 'reply'; maxBytes?: number },
  ): Promise<Heard>;
}

/**
 * The official SDK with all that it would do by itself switched off: it retries nothing and reads no key, address or
 * project from the environment, since every one of them is handed to it.
 */
export function geminiClient(options: GeminiOptions, limits: Limits): GeminiClient {
  const { access } = options;
  const isVertex = access.mode === 'vertex';
  const baseUrl = options.baseUrl ?? officialUrl(access);
  const apiVersion = options.apiVersion ?? (isVertex ? 'v1beta1' : 'v1beta');
  const sdkOver = (network: Network): GoogleGenAI =>
    quietly(
      () =>
        new GoogleGenAI({
          vertexai: isVertex,
          apiVersion,
          httpOptions: { baseUrl, fetch: network },
          ...(access.key === null ? {} : { apiKey: access.key }),
          ...('project' in access ? { project: access.project, location: access.location } : {}),
        }),
    );
  const own = keyRedactor([access.key]);
  const clean = keyTaker([access.key]);
  return {
    sdk: sdkOver(nobodyListens),
    sdkOver,
    sender: { provider: isVertex ? 'vertex' : 'gemini', sdk: GEMINI_SDK, apiVersion, baseUrl },
    key: access.key,
    redact: (text) => options.redact(own(text)),
    via: (network, timeoutMs) => ({
      fetch: network,
      headers: { 'X-Server-Timeout': String(Math.ceil(timeoutMs / 1000)) },
    }),
    hear: (send, signal, { stream = false, handBack = 'nothing', maxBytes = limits.maxBytes } = {}) =>
      attempt(send, signal, options, { ...limits, maxBytes, idle: stream, handBack, clean }),
  };
}

/** Every call brings its own network: one that nobody listens to must not leave. */
const nobodyListens: Network = () => Promise.reject(new Error('Nobody listens to this call.'));

/**
 * Without the remarks that the SDK makes about variables of the environment, which it does not use here; some of them
 * would go to standard output, where results belong.
 */
function quietly<T>(make: () => T): T {
  const { warn, debug } = console;
  console.warn = () => undefined;
  console.debug = () => undefined;
  try {
    return make();
  } finally {
    Object.assign(console, { warn, debug });
  }
}

function officialUrl(access: GeminiAccess): string {
  if (access.mode === 'developer') return 'https://generativelanguage.googleapis.com/';
  const location = 'location' in access ? access.location : 'global';
  if (location === 'global') return 'https://aiplatform.googleapis.com/';
  if (location === 'us' || location === 'eu') return `https://aiplatform.${location}.rep.googleapis.com/`;
  return `https://${location}-aiplatform.googleapis.com/`;
}
