const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** 59029 -> `59,029` */
export const count = (value: number): string => integer.format(value);

/** A count with its noun: `1 question`, `2 questions`. */
export { counted } from '../../shared/counted.ts';

/** Share of a whole: `0 %`, `4.2 %`, `31 %`; a dash where there is no whole. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const value = (100 * part) / whole;
  if (value === 0) return '0\u00a0%';
  if (value < 0.1) return '<\u00a00.1\u00a0%';
  return value < 9.95 ? `${value.toFixed(1)}\u00a0%` : `${integer.format(value)}\u00a0%`;
}

/** `24 Nov 2026, 03:54`, in the reader's time zone. */
export const when = (iso: string): string => moment.format(new Date(iso));

/** Seconds of work: `3.2 s`, `4 min 10 s`. */
export function seconds(value: number): string {
  if (value < 90) return `${oneDigit.format(value)} s`;
  return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

/** First letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A text on one line: line breaks are spaces. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Money: `$12.40`; under a dollar as many digits as tell something: `$0.0421`. */
export function dollars(value: number): string {
  if (value === 0) return '$0';
  if (value >= 1)
    return `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return value < 0.0001
    ? '<\u00a0$0.0001'
    : `$${value.toLocaleString('en-US', { maximumSignificantDigits: 3 })}`;
}
