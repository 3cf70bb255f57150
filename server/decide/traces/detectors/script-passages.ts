import type { Span } from '../sentences.ts';
import { DENSE, type Script, scriptOf } from './scripts.ts';

export interface Passage extends Span {
  language: string;
}

/** So many letters in other scripts, wherever they stand, are a switch too. Unit: `letters` of a passage. */
const SCATTERED = 4;
/** Units that may stand between two letters of one passage: blanks, digits, punctuation. */
const GAP = 12;

/**
 * Runs of letters of one script that is neither the home script nor allowed. Latin within other scripts is left to the
 * stop words, since formulas and terms are written in it everywhere.
 * @param text with blanks for all that does not count
 */
export function scriptPassages(
  text: string,
  { home, allowed, letters }: { home: Script; allowed: ReadonlySet<Script>; letters: number },
): Passage[] {
  const isForeign = (script: Script) =>
    script !== 'Latin' && script !== home && !allowed.has(script) && !(script === 'Han' && home === 'Kana'); // Japanese has both
  const runs = runsOf(text, isForeign);
  const isLong = ({ script, count }: Run) => count >= (DENSE.has(script) ? letters : letters * 2);
  const scattered = runs
    .filter((run) => !isLong(run) && (run.script !== 'Greek' || run.count > 3))
    .reduce((sum, { script, count }) => sum + (DENSE.has(script) ? count * 2 : count), 0);
  const told = scattered >= letters * SCATTERED * 2 ? runs : runs.filter(isLong);
  return told.map(({ script, start, end }) => ({ start, end, language: languageOf(script) }));
}

interface Run extends Span {
  script: Script;
  /** Letters. */
  count: number;
}

/** Runs of letters of one foreign script; other letters end them, and so do more than `GAP` other units. */
function runsOf(text: string, isForeign: (script: Script) => boolean): Run[] {
  const runs: Run[] = [];
  let isOpen = false;
  for (let i = 0; i < text.length; i++) {
    const script = scriptOf(text.charCodeAt(i));
    if (script === null) continue;
    const last = isOpen ? runs.at(-1) : undefined;
    isOpen = isForeign(script);
    if (!isOpen) continue;
    if (last?.script === script && i - last.end <= GAP) {
      last.end = i + 1;
      last.count++;
    } else runs.push({ script, start: i, end: i + 1, count: 1 });
  }
  return runs;
}

const LANGUAGES: Partial<Record<Script, string>> = {
  Han: 'Chinese characters',
  Kana: 'Japanese',
  Hangul: 'Korean',
  Cyrillic: 'Cyrillic letters',
  Arabic: 'Arabic letters',
};

const languageOf = (script: Script): string => LANGUAGES[script] ?? `${script} letters`;
