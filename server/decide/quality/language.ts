import type { Language } from '../../../shared/schemas/quality-settings.ts';
import { type Detect, whole } from './detector.ts';

const SCRIPTS: readonly (readonly [Language, RegExp])[] = [
  ['ja', /[\u3040-\u30ff]/g],
  ['ko', /[\uac00-\ud7af\u1100-\u11ff]/g],
  ['zh', /[\u4e00-\u9fff\u3400-\u4dbf]/g],
  ['ru', /[\u0400-\u04ff]/g],
  ['ar', /[\u0600-\u06ff]/g],
  ['he', /[\u0590-\u05ff]/g],
  ['hi', /[\u0900-\u097f]/g],
  ['th', /[\u0e00-\u0e7f]/g],
  ['el', /[\u0370-\u03ff]{3,}/g],
];

/** Frequent short words of each language that are not words of another one here. */
const WORDS: Readonly<Partial<Record<Language, readonly string[]>>> = {
  en: 'the of and is what how find are that with which if for many from this each does where there has have was'.split(
    ' ',
  ),
  de: 'der die das und ist ein eine nicht wie viele welche mit von den dem für auf wird sind sich zu eines einer'.split(
    ' ',
  ),
  fr: 'le la les des est une que qui dans pour sur combien quelle quel avec soit et du sont au aux par trouver'.split(
    ' ',
  ),
  es: 'el la los las es una que qué cuál cuántos con para por del y si se encuentra sea números número cada tiene'.split(
    ' ',
  ),
  it: 'il lo gli della che è una quanti quale per con di sono del nel dei delle trovare sia ogni numero si'.split(
    ' ',
  ),
  pt: 'o os as um uma que qual quantos com para não do da dos das é são em se cada número seja tem'.split(
    ' ',
  ),
  nl: 'de het een en van is hoeveel welke met voor niet dat zijn op te wordt er bij aan als elk getal heeft'.split(
    ' ',
  ),
};
const OWNERS = owners();

/**
 * The language of a text: by its script, else by its frequent short words; null where neither tells.
 * Differs: detectors with tables of letter triples tell more languages; these are the ones that pools have.
 */
export function languageOf(text: string): { language: Language; share: number } | null {
  const sample = text.slice(0, 4000).replace(/\$[^$]{0,400}\$|\\[a-zA-Z]+/g, ' ');
  const latin = sample.match(/[a-zA-Z\u00c0-\u024f]/g)?.length ?? 0;
  let [script, most]: [Language | null, number] = [null, 0];
  for (const [language, pattern] of SCRIPTS) {
    const count = sample.match(pattern)?.length ?? 0;
    const weight = language === 'zh' || language === 'ja' || language === 'ko' ? 3 : 1; // letters of a word
    if (count * weight > most && !(language === 'zh' && script === 'ja'))
      [script, most] = [language, count * weight];
  }
  if (script !== null && most >= 6 && most > latin) return { language: script, share: most / (most + latin) };
  return byWords(sample.toLowerCase());
}

function byWords(sample: string): { language: Language; share: number } | null {
  const score = new Map<Language, number>();
  let known = 0;
  for (const word of sample.match(/[a-z\u00c0-\u024f]+/g) ?? []) {
    const languages = OWNERS.get(word);
    if (languages === undefined) continue;
    known++;
    for (const language of languages) score.set(language, (score.get(language) ?? 0) + 1);
  }
  const [best, second] = [...score].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] < 3 || best[1] - (second?.[1] ?? 0) < 2) return null;
  return { language: best[0], share: best[1] / known };
}

function owners(): Map<string, Language[]> {
  const all = new Map<string, Language[]>();
  for (const [language, words] of Object.entries(WORDS)) {
    for (const word of words) all.set(word, [...(all.get(word) ?? []), language as Language]);
  }
  return all;
}

/** A language that the recipe does not list. */
export const language: Detect = ({ text }, { languages }) => {
  if (languages.length === 0) return null;
  const found = languageOf(text);
  if (found === null || languages.includes(found.language)) return null;
  return { ...whole(text, 'defect'), detail: { language: found.language, languages } };
};
