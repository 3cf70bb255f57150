/** UTF-16 offsets, `end` behind the last unit. */
export interface Span {
  start: number;
  end: number;
}

/** A line ends one, and so does a full stop, a question mark or an exclamation mark before white space, or a Chinese one. */
const STOP = /\n|[.!?;]["')\]*]{0,3}(?=\s)|[。．！？；]/g;

/** The sentences and lines of a text in order, trimmed; blank ones are left out. Linear. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  const take = (to: number) => {
    let [start, end] = [from, to];
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    if (end > start) spans.push({ start, end });
    from = to;
  };
  for (const stop of text.matchAll(STOP)) take(stop.index + stop[0].length);
  take(text.length);
  return spans;
}

const isBlank = (unit: number): boolean =>
  unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0xa0 || unit === 0x3000;
