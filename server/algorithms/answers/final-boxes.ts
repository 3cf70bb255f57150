/** What stands in a box of a reply: offsets of its contents. */
export interface Box {
  readonly start: number;
  readonly end: number;
}

const OPENING = /\\(?:boxed|fbox)\s{0,8}\{/y;

/**
 * The boxes of a text whose braces balance, outermost only, in order. One pass with a stack: a box that never closes
 * is none, and takes none of the others with it.
 */
export function boxesIn(text: string): Box[] {
  const boxes: Box[] = [];
  /** Where the contents of the open braces begin, innermost last; negative for a brace that is no box. */
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === BACKSLASH) {
      OPENING.lastIndex = i;
      const opening = OPENING.exec(text)?.[0];
      if (opening !== undefined) open.push(i + opening.length);
      i += (opening?.length ?? 2) - 1;
    } else if (unit === OPEN) open.push(-1);
    else if (unit === CLOSE) {
      const start = open.pop() ?? -1;
      if (start < 0) continue;
      while ((boxes.at(-1)?.start ?? -1) >= start) boxes.pop();
      boxes.push({ start, end: i });
    }
  }
  return boxes;
}

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
