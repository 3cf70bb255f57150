/** Keys and addresses of providers, as the environment has them. Never stored, logged or shown. */
export interface Keys {
  gemini: string | null;
  openai: string | null;
  geminiBaseUrl: string | null;
  openaiBaseUrl: string | null;
  /** Of the hub of Hugging Face. */
  hub: { token: string | null; url: string | null };
  /** Sentences about the environment that the user should know; no key stands in them. */
  warnings: readonly string[];
}

export const NO_KEYS: Keys = {
  gemini: null,
  openai: null,
  geminiBaseUrl: null,
  openaiBaseUrl: null,
  hub: { token: null, url: null },
  warnings: [],
};

/**
 * The keys of an environment. Of the two names of the Gemini key GOOGLE_API_KEY counts, as in Google's own SDK.
 * @param env names and values, as main reads them
 */
export function findKeys(env: Readonly<Record<string, string | undefined>>): Keys {
  const value = (name: string): string | null => {
    const text = env[name]?.trim() ?? '';
    return text === '' ? null : text;
  };
  const [google, gemini] = [value('GOOGLE_API_KEY'), value('GEMINI_API_KEY')];
  const isDouble = google !== null && gemini !== null && google !== gemini;
  return {
    gemini: google ?? gemini,
    openai: value('OPENAI_API_KEY'),
    geminiBaseUrl: value('GOOGLE_GEMINI_BASE_URL'),
    openaiBaseUrl: value('OPENAI_BASE_URL'),
    hub: { token: value('HF_TOKEN'), url: value('HF_ENDPOINT') },
    warnings: isDouble
      ? ['GOOGLE_API_KEY and GEMINI_API_KEY are both set and differ; GOOGLE_API_KEY is used.']
      : [],
  };
}

/** Providers that a key is asked for by. */
export const KEY_PROVIDERS = ['gemini', 'openai'] as const;
export type KeyProvider = (typeof KEY_PROVIDERS)[number];

/** The variables that hold the key of a provider, for messages. */
export const KEY_VARIABLES: Readonly<Record<KeyProvider, string>> = {
  gemini: 'GEMINI_API_KEY',
  openai: 'OPENAI_API_KEY',
};
