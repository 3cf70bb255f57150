/**
 * A text that every store and format can carry: NUL (which SQLite and C libraries end at) and lone surrogates
 * (which UTF-8 has no bytes for) each become U+FFFD, so that offsets stay. What was changed is told as a note.
 */
export function carried(text: string, what: string, notes: string[]): string {
  let out = text;
  if (out.includes('\0')) {
    out = out.replaceAll('\0', '\uFFFD');
    notes.push(`NUL characters in the ${what} were replaced.`);
  }
  if (!out.isWellFormed()) {
    out = out.toWellFormed();
    notes.push(`Lone surrogates in the ${what} were replaced.`);
  }
  return out;
}

/** The same for short texts of which nobody asks what was changed. */
export const plain = (text: string | null): string | null =>
  text === null ? null : carried(text, 'text', []);

const LONGEST = 500; // characters of another's message that are worth keeping

/** One line of at most 500 characters out of whatever a server wrote. */
export function oneLine(text: string): string {
  const line = carried(text.slice(0, 4 * LONGEST), 'message', [])
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()} …` : line;
}

/** Keys of Google as they stand in messages: `AIza` and 35 more characters. */
const GOOGLE_KEY = /AIza[\w-]{10,}/g;

/** What stands where a key stood. */
const GONE = '[key]';
/** A shorter value is no key (`EMPTY`, `none`), and taking it out would garble every text. Unit: characters. */
const SHORTEST = 6;
/** The same of what models say, where `ollama` and `lm-studio` are words; no provider's keys are that short. */
const SHORTEST_IN_REPLIES = 16;

/**
 * Takes the keys out of a text: each as it is and as it looks in an address, and whatever looks like a key of
 * Google. To be called on every message that comes from outside.
 */
export function keyRedactor(keys: readonly (string | null)[]): (text: string) => string {
  const hidden = waysOf(keys, SHORTEST);
  return (text) => hidden.reduce((out, key) => out.replaceAll(key, GONE), text).replace(GOOGLE_KEY, GONE);
}

/**
 * Takes the very keys out of the bytes of a reply, whoever put them there; else these are left as they came.
 * Before anything is read in them, so that no text, id or message of the reply holds one either.
 */
export function keyTaker(keys: readonly (string | null)[]): (bytes: Buffer) => Buffer {
  const hidden = waysOf(keys, SHORTEST_IN_REPLIES);
  return (bytes) => {
    if (!hidden.some((key) => bytes.includes(key))) return bytes;
    const text = bytes.toString('latin1'); // keys are ASCII, and every other byte comes back as it was
    return Buffer.from(
      hidden.reduce((out, key) => out.replaceAll(key, GONE), text),
      'latin1',
    );
  };
}

/** A key as it is, as JSON and as an address would write it. */
const waysOf = (keys: readonly (string | null)[], shortest: number): string[] => [
  ...new Set(
    keys
      .filter((key) => key !== null && key.length >= shortest)
      .flatMap((key) => [String(key), JSON.stringify(key).slice(1, -1), encodeURIComponent(String(key))]),
  ),
];
