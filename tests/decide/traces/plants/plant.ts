import type { MadeTrace, Pick } from '../pick.ts';

/** The wordings that a detector was written with, and those that were written afterwards and never tuned on. */
export type Half = 'tuned' | 'held-out';

/** Puts a defect into a clean trace. */
export type Plant = (made: MadeTrace, pick: Pick, half: Half) => MadeTrace;

/** Puts a text between two sentences or lines of the thinking: first, last or anywhere, never within a formula. */
export function insert(
  made: MadeTrace,
  pick: Pick,
  text: string,
  into: 'thinking' | 'answer' = 'thinking',
): MadeTrace {
  const whole = made[into];
  const places = [0, ...placesIn(whole)];
  const at = pick.of(places);
  return { ...made, [into]: `${whole.slice(0, at)}${at === 0 ? '' : ' '}${text} ${whole.slice(at)}` };
}

/** Puts a text behind the thinking. */
export const append = (made: MadeTrace, text: string): MadeTrace => ({
  ...made,
  thinking: `${made.thinking} ${text}`,
});

/** Ends of sentences outside formulas, code and tables. */
export function placesIn(text: string): number[] {
  const places: number[] = [];
  let inCode = false;
  let inFormula = false;
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) inCode = !inCode;
    if (/^\\(?:\[|begin)/.test(line)) inFormula = true;
    const isPlain = !inCode && !inFormula && !/^[|\\&]|\\\\$|^\s*\\/.test(line);
    if (isPlain) {
      for (const match of line.matchAll(/[.!?](?=\s|$)/g)) {
        const before = line.slice(0, match.index);
        if ((before.match(/\$/g) ?? []).length % 2 === 0 && (before.match(/"/g) ?? []).length % 2 === 0) {
          places.push(at + match.index + 1);
        }
      }
    }
    if (/^\\(?:\]|end)/.test(line)) inFormula = false;
    at += line.length + 1;
  }
  return places;
}

/** One of the wordings of a half. */
export const wording = (
  pick: Pick,
  half: Half,
  tuned: readonly string[],
  heldOut: readonly string[],
): string => pick.of(half === 'tuned' ? tuned : heldOut);
