/**
 * The day by which Gemini counts its daily quotas: it begins at midnight in California, summer time and all.
 * The clocks there change at two in the morning, so that every midnight comes exactly once.
 */
export interface PacificDay {
  /** `2026-11-23` */
  date: string;
  /** The midnight that ends it, in ms since the epoch. */
  endsAt: number;
}

const HOUR = 3_600_000;
const FORMAT = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});

/** The Pacific day of a moment given in ms since the epoch. */
export function pacificDay(now: number): PacificDay {
  const { year, month, day } = local(now);
  const next = Date.UTC(year, month - 1, day + 1);
  // Midnight is 07:00 UTC in summer and 08:00 in winter; whichever of them reads 0 o'clock there is the one.
  const endsAt = local(next + 7 * HOUR).hour === 0 ? next + 7 * HOUR : next + 8 * HOUR;
  return { date: new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10), endsAt };
}

function local(moment: number) {
  const parts = new Map(FORMAT.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour') };
}
