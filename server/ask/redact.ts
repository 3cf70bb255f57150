import type { Keys } from './keys.ts';

/** What stands in a text where a secret stood. */
const GONE = '[key]';

/** A shorter value is no key (`EMPTY`, `none`), and taking it out would garble every text. */
const SHORTEST = 6;

/**
 * What keys look like, whoever's they are: Google's, OpenAI's and its likes, the hub's, and whatever follows `Bearer`.
 * Each is a fixed start and one run of a class, so that the time grows with the text alone.
 */
const SHAPES: readonly RegExp[] = [
  /AIza[\w-]{16,}/g,
  /\bsk-[\w-]{12,}/g,
  /\bhf_[A-Za-z0-9]{16,}/g,
  /\bBearer[ \t]{1,8}[\w.~+/=-]{6,}/gi,
];

/**
 * A text without secrets: the very keys of the environment (as they are, and as JSON or an address would write
 * them), credentials in its base URLs, and whatever has the shape of a key. Time grows with the length of the text.
 */
export function redact(text: string, keys: Keys): string {
  let clean = text;
  for (const secret of secretsIn(keys)) clean = clean.replaceAll(secret, GONE);
  for (const shape of SHAPES) clean = clean.replaceAll(shape, GONE);
  return clean;
}

/** By the keys, which stay what they are as long as a process asks. */
const known = new WeakMap<Keys, string[]>();

function secretsIn(keys: Keys): string[] {
  const secrets = known.get(keys) ?? secretsOf(keys);
  known.set(keys, secrets);
  return secrets;
}

/** Every way in which a secret may be written, longest first, so that none leaves a part of another. */
function secretsOf({ gemini, openai, geminiBaseUrl, openaiBaseUrl, hub }: Keys): string[] {
  const plain = [
    gemini,
    openai,
    hub?.token ?? null,
    ...credentialsIn(hub?.url ?? null),
    ...credentialsIn(geminiBaseUrl),
    ...credentialsIn(openaiBaseUrl),
  ];
  const written = plain
    .filter((one) => one !== null && one.length >= SHORTEST)
    .flatMap((one) => (one === null ? [] : [one, JSON.stringify(one).slice(1, -1), encoded(one)]));
  return [...new Set(written)].sort((a, b) => b.length - a.length);
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** User, password and query of an address: whoever puts a key there means it as one. */
function credentialsIn(address: string | null): string[] {
  if (address === null || !URL.canParse(address)) return [];
  const { username, password, searchParams } = new URL(address);
  return [username, password, decoded(username), decoded(password), ...searchParams.values()];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
