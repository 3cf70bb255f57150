/** Longer patterns match nothing but themselves. Unit: characters. */
const LONGEST = 200;

/**
 * Whether a pattern of a card fits a path: `*` is anything within a folder, two stars anything across folders, two
 * stars and a slash any folders or none; all else is what it is.
 * Looks at each sign of the path once for each part of the pattern, whatever the pattern: cards are written by others,
 * and a regular expression would try the ways to spread stars over a path one after the other.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  if (pattern === path) return true;
  const star = pattern.indexOf('*');
  if (star === -1 || pattern.length > LONGEST || !path.startsWith(pattern.slice(0, star))) return false;
  // at[i]: the parts of the pattern so far fit the first i signs of the path
  let at = new Uint8Array(path.length + 1);
  at[star] = 1;
  for (const part of partsOf(pattern.slice(star))) at = after(part, at, path);
  return at[path.length] === 1;
}

const partsOf = (pattern: string): string[] => pattern.match(/\*\*\/|\*\*|[\s\S]/g) ?? [];

/** Where one more part of the pattern may end. */
function after(part: string, at: Uint8Array, path: string): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(at.length);
  let isOpen = false; // some earlier place was reached, and the part may go on from it
  for (let i = 0; i < at.length; i++) {
    const was = at[i] === 1;
    const before = path[i - 1];
    if (part === '*' || part === '**') {
      isOpen = was || (isOpen && (part === '**' || before !== '/'));
      next[i] = isOpen ? 1 : 0;
    } else if (part === '**/') {
      next[i] = was || (isOpen && before === '/') ? 1 : 0;
      isOpen ||= was;
    } else next[i] = at[i - 1] === 1 && before === part ? 1 : 0;
  }
  return next;
}
