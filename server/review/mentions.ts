/** A letter, a digit or what holds a name together: what would make `@ann` the beginning of another name. */
const IN_NAME = /[\p{L}\p{N}_]/u;

/**
 * Names that a text calls by `@name`, each once, as they stand: the longest that fits at each place, in any case, not
 * in the middle of a word (a mail address calls nobody).
 * @param names of those who can be called; they may hold blanks
 */
export function namesCalled(text: string, names: readonly string[]): string[] {
  const lower = text.normalize('NFC').toLowerCase();
  const byLength = names
    .map((name) => ({ name, lower: name.normalize('NFC').toLowerCase() }))
    .sort((a, b) => b.lower.length - a.lower.length);
  const called = new Set<string>();
  for (let at = lower.indexOf('@'); at >= 0; at = lower.indexOf('@', at + 1)) {
    if (at > 0 && IN_NAME.test(lastOf(lower.slice(Math.max(0, at - 2), at)))) continue;
    const found = byLength.find((one) => {
      if (!lower.startsWith(one.lower, at + 1)) return false;
      const next = lower.codePointAt(at + 1 + one.lower.length);
      return next === undefined || !IN_NAME.test(String.fromCodePoint(next));
    });
    if (found !== undefined) called.add(found.name);
  }
  return [...called];
}

const lastOf = (text: string): string => Array.from(text).at(-1) ?? '';
