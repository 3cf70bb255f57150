import type { Detector, Hit } from '../detector.ts';
import { blanked, type Field } from '../field.ts';
import type { Span } from '../sentences.ts';
import { latinPassages } from './latin-passages.ts';
import { scriptPassages } from './script-passages.ts';
import { type Script, scriptCounts } from './scripts.ts';

/** At most so many passages are reported of a field. */
const MOST = 5;

/**
 * Passages in a script or language that is neither that of the rest nor one that the question writes in or speaks of.
 * Formulas, code, quotations, and what stands in brackets or behind a name are left out. A trace that is in one
 * language from end to end is no switch where it is that of the question, or English.
 * Languages in Latin letters are told by their stop words, so names and short titles are not passages.
 */
export const languageSwitch: Detector = ({ input, thinking, answer }, rules) => {
  const limits = rules['language-switch'];
  const question = input.question.slice(0, 20_000);
  const asked = scriptCounts(question);
  const allowed = new Set<Script>([...asked].filter(([, letters]) => letters >= 4).map(([script]) => script));
  for (const [script, name] of NAMED) if (name.test(question)) allowed.add(script);
  if (allowed.has('Kana')) allowed.add('Han');
  const home = homeScript(thinking, asked);
  return [thinking, answer].flatMap((field) => {
    const text = blanked(field.prose, quotations(field.prose));
    const foreign = scriptPassages(text, { home, allowed, letters: limits.letters });
    const spoken = latinPassages(text, { home, question, words: limits.words });
    return [...foreign, ...spoken].slice(0, MOST).map(
      ({ start, end, language }): Hit => ({
        field,
        start,
        end,
        says: `This passage is in ${language}, the rest is not.`,
      }),
    );
  });
};

/** A question about a language may be answered in it. */
const NAMED: readonly (readonly [Script, RegExp])[] = [
  ['Han', /\b(?:Chinese|Mandarin|Cantonese|Japanese|kanji|pinyin)\b/i],
  ['Kana', /\b(?:Japanese|hiragana|katakana)\b/i],
  ['Hangul', /\bKorean\b/i],
  ['Cyrillic', /\b(?:Russian|Ukrainian|Bulgarian|Cyrillic)\b/i],
  ['Arabic', /\b(?:Arabic|Persian|Farsi|Urdu)\b/i],
  ['Hebrew', /\bHebrew\b/i],
  ['Devanagari', /\b(?:Hindi|Sanskrit|Marathi|Nepali)\b/i],
  ['Greek', /\bGreek\b/i],
  ['Thai', /\bThai\b/i],
];

/**
 * The script that most of the thinking is in; that of the question, where the thinking is in a script which is neither
 * that nor Latin.
 */
function homeScript(thinking: Field, asked: ReadonlyMap<Script, number>): Script {
  const own = most(weighed(scriptCounts(thinking.prose)));
  const wanted = most(weighed(asked));
  if (own === null) return wanted ?? 'Latin';
  const isOther = wanted !== null && own !== wanted && own !== 'Latin' && (asked.get(wanted) ?? 0) >= 20;
  return isOther && !asked.has(own) ? wanted : own;
}

/** A character of Han stands for some four letters. */
const weighed = (counts: ReadonlyMap<Script, number>): Map<Script, number> =>
  new Map([...counts].map(([script, letters]) => [script, script === 'Han' ? letters * 4 : letters]));

function most(counts: ReadonlyMap<Script, number>): Script | null {
  let best: Script | null = null;
  for (const [script, letters] of counts)
    if (best === null || letters > (counts.get(best) ?? 0)) best = script;
  return best;
}

/** What a quotation begins with; looking for it is quick, and the rest is tried only there. */
const QUOTES = /["“«„「《'*(（]/g;
const QUOTATION =
  /"[^"\n]{1,300}"|“[^”\n]{1,300}”|«[^»\n]{1,300}»|„[^“”\n]{1,300}[“”]|「[^」\n]{1,300}」|《[^》\n]{1,100}》|(?<![\p{L}\d])'[^'\n]{1,80}'(?![\p{L}\d])|\*[^*\n]{1,80}\*(?!\*)|\([^()\n]{1,60}\)|（[^（）\n]{1,60}）/uy;

/** What is quoted, set in italics or put in brackets, outside formulas and code. */
function quotations(text: string): Span[] {
  const spans: Span[] = [];
  QUOTES.lastIndex = 0;
  for (let quote = QUOTES.exec(text); quote !== null; quote = QUOTES.exec(text)) {
    QUOTATION.lastIndex = quote.index;
    if (!QUOTATION.test(text)) continue;
    spans.push({ start: quote.index, end: QUOTATION.lastIndex });
    QUOTES.lastIndex = QUOTATION.lastIndex;
  }
  return spans;
}
