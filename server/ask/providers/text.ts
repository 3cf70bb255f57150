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

/**
 * Takes the keys out of a text: each as it is and as it looks in an address, and whatever looks like a key of
 * Google. To be called on every message that comes from outside.
 */
export function keyRedactor(keys: readonly (string | null)[]): (text: string) => string {
  const hidden = keys
    .filter((key) => key !== null && key !== '')
    .flatMap((key) => [String(key), encodeURIComponent(String(key))]);
  return (text) =>
    hidden.reduce((out, key) => out.replaceAll(key, '[key]'), text).replace(GOOGLE_KEY, '[key]');
}
