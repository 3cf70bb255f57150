/** A figure with its interval of 95 %; null where there is none. */
export interface Estimated {
  value: number | null;
  low: number | null;
  high: number | null;
}

export const twoDigits = (value: number): string => value.toFixed(2);

/** 0.914 -> `91 %` */
export const percentText = (share: number): string => `${Math.round(100 * share)} %`;

/** `0.74 (0.61 to 0.85)`; a dash where nothing can be said. */
export function interval(
  { value, low, high }: Estimated,
  text: (value: number) => string = twoDigits,
): string {
  if (value === null) return '–';
  return low === null || high === null ? text(value) : `${text(value)} (${text(low)} to ${text(high)})`;
}

export const estimateText = (estimated: Estimated): string => interval(estimated);

/** Shares of what was said, the largest first. */
export const baseRates = (
  rates: Readonly<Record<string, number>>,
  of: 'text' | 'step' | 'word' = 'text',
): string =>
  Object.entries(rates)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([name, share]) => `${name === '' && of === 'word' ? 'unmarked' : name} ${percentText(share)}`)
    .join(', ');
