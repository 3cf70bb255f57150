import { pacificDay } from '../limiter/pacific-day.ts';

/** Milliseconds until midnight in California, when Google's quotas of a day open again; daylight saving counts. */
export const untilMidnightPacific = (now: Date): number => pacificDay(now.getTime()).endsAt - now.getTime();

/** Milliseconds of a duration of Google's, as `19s` or `0.25s`; null where it is none. */
export function durationMs(text: string): number | null {
  const seconds = /^(\d{1,9}(?:\.\d{1,9})?)s$/.exec(text)?.[1];
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000);
}

/** The wait that a message names: "Please retry in 53.016342224s.", "Please try again in 1m2s", "in 20ms". */
export function waitInMessage(message: string): number | null {
  const found =
    /(?:retry|try again) in (?:(\d{1,6})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,9}(?:\.\d{1,12})?)(ms|s))?/i.exec(
      message,
    );
  if (found === null) return null;
  const [, hours, minutes, rest, unit] = found;
  if (hours === undefined && minutes === undefined && rest === undefined) return null;
  const last = Number(rest ?? 0) * (unit === 'ms' ? 1 : 1000);
  return Math.ceil(Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + last);
}

/** The wait of the headers: `retry-after-ms`, or `Retry-After` in seconds or as a date. */
export function waitInHeaders(headers: Headers, now: Date): number | null {
  const exact = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return Math.ceil(exact);
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}(\.\d{1,9})?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = value.includes(' ') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

/** The longest of the waits that are known; null where none is. */
export function longest(...waits: readonly (number | null)[]): number | null {
  const known = waits.filter((wait) => wait !== null);
  return known.length === 0 ? null : Math.max(...known);
}
