import type { Detector, Hit } from '../detector.ts';
import type { Field } from '../field.ts';
import { KINDS, type Kind } from './personal-kinds.ts';

/**
 * E-mail addresses, telephone numbers, cards, accounts, addresses of machines and national numbers. What has a check
 * digit must pass it; bare digits count only where a word beside them says what they are, as computations are full of
 * digits. A value that the question has too is a note only. The value is not reported, only its fingerprint.
 */
export const personalData: Detector = ({ input, thinking, answer }, _rules, { fingerprint }) =>
  [thinking, answer].flatMap((field): Hit[] => {
    const taken: Hit[] = [];
    for (const kind of KINDS) {
      const text = kind.alsoInFormulas ? field.text : field.prose;
      for (const match of text.matchAll(kind.pattern)) {
        const [start, end] = [match.index, match.index + match[0].length];
        if (taken.some((hit) => hit.start < end && start < hit.end)) continue;
        if (!counts(kind, match[0], field, start, end)) continue;
        taken.push({
          field,
          start,
          end,
          says: `This looks like ${kind.what}.`,
          hidden: fingerprint(match[0]),
          mild: input.question.includes(match[0]),
        });
        if (taken.length >= MOST) return taken;
      }
    }
    return taken.sort((a, b) => a.start - b.start);
  });

const MOST = 50;
/** How far a word that says what a number is may stand before it, and behind it. Unit: UTF-16 units. */
const BEFORE = 60;
const BEHIND = 20;

function counts(kind: Kind, value: string, { text }: Field, start: number, end: number): boolean {
  if (kind.accepts !== undefined && !kind.accepts(value)) return false;
  if (!kind.alsoInFormulas && isInComputation(text, start, end)) return false;
  if (kind.beside === undefined) return true;
  const around = `${text.slice(Math.max(0, start - BEFORE), start)} | ${text.slice(end, end + BEHIND)}`;
  return kind.beside.test(around);
}

/** An operator or relation on either side: digits of a computation. */
const isInComputation = (text: string, start: number, end: number): boolean =>
  /[=*/^×÷\\<>≡≈·_]\s{0,3}$|[\d)\]}]\s{0,3}[-+]\s{0,3}$/.test(text.slice(Math.max(0, start - 8), start)) ||
  /^\s{0,3}(?:[=*^×÷\\<>≡≈·_]|[-+/]\s{0,3}[\d(a-z]\b)/.test(text.slice(end, end + 8));
