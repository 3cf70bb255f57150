import { monthNamed } from './named-words.ts';
import type { Reading } from './readings.ts';

const TIME = /^(\d{1,2})(?:[:点时](\d{2})?(?::(\d{2}))?分?)?(?: ?([ap])\.? ?m\.?)?$/;

/** A time of day (`5:40 p.m.`, `17:40`, `7 pm`); null for anything else. `isClear` says that it is nothing but one. */
export function timeOf(text: string): { reading: Reading; isClear: boolean } | null {
  if (text.length > 20) return null;
  const match = TIME.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const [, hour = '', minute, second, half] = match;
  const isChinese = /[点时]/.test(text);
  const [hours, minutes, seconds] = [Number(hour), Number(minute ?? 0), Number(second ?? 0)];
  if (
    (minute === undefined && half === undefined && !isChinese) ||
    hours > 24 ||
    minutes > 59 ||
    seconds > 59
  )
    return null;
  if (half !== undefined && (hours > 12 || hours === 0)) return null;
  const shifted = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  const isTold = half !== undefined || hours > 12 || hours === 0;
  return {
    reading: { kind: 'time', seconds: ((shifted % 24) * 60 + minutes) * 60 + seconds, half: isTold },
    isClear: half !== undefined || isChinese,
  };
}

/** Dates with the month by name, or year first: `17 February 2010`, `Feb 17th`, `2010-02-17`. Null for others. */
export function dateOf(text: string): Reading | null {
  if (text.length > 30) return null;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (iso !== null) return date(Number(iso[3]), Number(iso[2]), Number(iso[1]));
  const chinese = /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]$/.exec(text.replaceAll(' ', ''));
  if (chinese !== null)
    return date(Number(chinese[3]), Number(chinese[2]), chinese[1] === undefined ? null : Number(chinese[1]));
  if (!/[A-Za-z]{3}/.test(text)) return null;
  const words = text.toLowerCase().replaceAll(/[.,]+/g, ' ').trim().split(/\s+/);
  const named = words.filter((word) => monthNamed(word) !== null);
  const month = monthNamed(named[0] ?? '');
  const numbers = words.filter((word) => word !== named[0] && word !== 'of');
  const digits = numbers.map((word) => /^(\d{1,4})(?:st|nd|rd|th)?$/.exec(word)?.[1]);
  if (month === null || named.length > 1 || digits.includes(undefined) || digits.length > 2) return null;
  const [first, second] = digits;
  if (first === undefined) return null;
  if (second === undefined)
    return first.length === 4 ? date(null, month, Number(first)) : date(Number(first), month, null);
  return second.length === 4 ? date(Number(first), month, Number(second)) : null;
}

/** A date with numbers alone: month first, or day first where `dayFirst`; null where it is none. */
export function slashedDate(text: string, dayFirst: boolean): Reading | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (match === null) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  return dayFirst ? date(first, second, Number(match[3])) : date(second, first, Number(match[3]));
}

function date(day: number | null, month: number, year: number | null): Reading | null {
  if (month < 1 || month > 12 || (day !== null && (day < 1 || day > 31))) return null;
  return { kind: 'date', day, month, year };
}
