/** Shapes of the lines, so that colour alone tells nothing. Drawn in a square of 16 around its middle. */
const SHAPES = [
  'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z',
  'M4 4h8v8H4z',
  'M8 3l5 9H3z',
  'M8 2.5L13.5 8 8 13.5 2.5 8z',
  'M8 13L3 4h10z',
  'M6 3h4v3h3v4h-3v3H6v-3H3V6h3z',
] as const;

/** Colour of the n-th line; they begin again where there are more than shapes. */
export const seriesColour = (n: number): string => `var(--series-${(n % SHAPES.length) + 1})`;

/** The mark of a line; hollow from the second round of colours on. */
export function SeriesMark({ n }: { n: number }) {
  const isHollow = n >= SHAPES.length;
  return (
    <svg width="12" height="12" viewBox="0 0 16 16" aria-hidden="true" className="shrink-0">
      <path
        d={SHAPES[n % SHAPES.length]}
        fill={isHollow ? 'var(--paper)' : seriesColour(n)}
        stroke={seriesColour(n)}
        strokeWidth="1.6"
      />
    </svg>
  );
}
