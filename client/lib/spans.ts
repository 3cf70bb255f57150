/** A part of a text, in UTF-16 units; the end is excluded. */
export interface Span {
  start: number;
  end: number;
}

/** Spans that fit a text of that length, in order and joined where they meet; whatever else is left out. */
export function spansIn(given: readonly unknown[], length: number): Span[] {
  const spans = given.filter(isSpan).filter(({ start, end }) => start >= 0 && end <= length && start < end);
  spans.sort((a, b) => a.start - b.start);
  const apart: Span[] = [];
  for (const { start, end } of spans) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}

const isSpan = (value: unknown): value is Span =>
  typeof value === 'object' &&
  value !== null &&
  'start' in value &&
  'end' in value &&
  typeof value.start === 'number' &&
  typeof value.end === 'number';
