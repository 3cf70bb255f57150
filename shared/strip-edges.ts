/**
 * White space as JavaScript, Python and Unicode have it, one or the other: what any of the programs that read a row
 * would strip. Python's `str.strip` takes the separators U+001C to U+001F and U+0085 besides, JavaScript's `trim` U+FEFF.
 */
const isSpace = (code: number): boolean =>
  (code >= 0x1c && code <= 0x1f) || code === 0x85 || String.fromCharCode(code).trim() === '';

/** A text without white space at its edges, whoever reads it. */
export function stripEdges(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
