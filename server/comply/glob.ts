/**
 * Whether a name fits a pattern in which `*` stands for any run of characters. No regular expression: names come
 * from outside, and this takes one pass over them for each piece of the pattern.
 */
export function fits(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return pattern === name;
  const last = pieces.at(-1) ?? '';
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false;
  const middle = name.slice(first.length, name.length - last.length);
  let at = 0;
  for (const piece of pieces.slice(1, -1)) {
    const found = middle.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}

/** Whether any of the patterns fits. */
export const fitsAny = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => fits(pattern, name));
