import { type Estimated, twoDigits } from '../figures.ts';

/** A figure and, below it, its interval; neither is broken over lines. */
export function IntervalCell({
  of: { value, low, high },
  text = twoDigits,
}: {
  of: Estimated;
  text?: (value: number) => string;
}) {
  if (value === null) return '–';
  return (
    <span className="inline-block py-0.5 whitespace-nowrap">
      {text(value)}
      {low !== null && high !== null && (
        <span className="block text-12 text-muted">
          {text(low)} to {text(high)}
        </span>
      )}
    </span>
  );
}
