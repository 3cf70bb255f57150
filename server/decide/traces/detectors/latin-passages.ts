import type { Passage } from './script-passages.ts';
import type { Script } from './scripts.ts';
import { LANGUAGES_OF, type Language } from './stop-words.ts';

interface Word {
  start: number;
  end: number;
  text: string;
  /** Languages in which it is frequent. */
  languages: readonly Language[];
  /** In lower case with a letter that English has not: a sign of any other language, and of no name. */
  isMarked: boolean;
}

/** Different stop words of a language that a passage must hold, and the share of its words that they must be. */
const DIFFERENT = 4;
const SHARE = 0.22;
/** Stop words of a language in the whole text with which it is looked for. */
const FEW = 3;
/** Words in a row that may be of no known language, such as names. */
const STRANGE = 9;
/** Stop words of home in a row, with others between them, that end a passage. */
const HOMELY = 3;

/**
 * Passages of a language in Latin letters other than the one that most of the text, or the question, is in. Where the
 * rest is not in Latin letters, a passage of English of that length is one.
 * @param text with blanks for all that does not count
 */
export function latinPassages(
  text: string,
  { home, question, words }: { home: Script; question: string; words: number },
): Passage[] {
  const all = wordsOf(text);
  const counts = stopWordCounts(all);
  const homely = home === 'Latin' ? languageOfMost(counts) : null;
  if (homely === null && home === 'Latin') return [];
  const present = [...counts].filter(([language, count]) => count >= FEW && language !== homely);
  if (present.length === 0) return [];
  const asked = languageOfMost(stopWordCounts(wordsOf(question.toLowerCase())));
  const passages: Passage[] = [];
  for (const [language] of present) {
    if (language === asked) continue;
    if (new RegExp(`\\b${language}\\b`, 'i').test(question)) continue;
    passages.push(...passagesOf(all, language, homely, words));
  }
  return passages.sort((a, b) => a.start - b.start);
}

/** Runs of words among which the stop words of the language are frequent and those of home are not. */
function passagesOf(
  all: readonly Word[],
  language: Language,
  homely: Language | null,
  least: number,
): Passage[] {
  const passages: Passage[] = [];
  let [from, last, own, other, since] = [0, -1, 0, 0, 0]; // since: words of home behind the last own one
  let different = new Set<string>();
  const close = (): void => {
    const length = last - from + 1;
    const isPassage =
      last >= 0 &&
      length >= least &&
      different.size >= DIFFERENT &&
      own >= length * SHARE &&
      other * 3 <= own;
    if (isPassage) passages.push({ start: all[from]!.start, end: all[last]!.end, language });
    [last, own, other, since] = [-1, 0, 0, 0];
    different = new Set();
  };
  all.forEach(({ text, languages, isMarked }, i) => {
    const isOwn = languages.includes(language);
    const isHomes = homely !== null && languages.includes(homely);
    if ((isOwn || (isMarked && homely === 'English')) && !isHomes) {
      if (last < 0) from = i;
      last = i;
      own++;
      other += since;
      since = 0;
      different.add(text);
    } else if (last >= 0) {
      if (isHomes && !isOwn) since++;
      if (i - last > STRANGE || since > HOMELY) close();
    }
  });
  close();
  return passages;
}

const MARKED = /^\p{Ll}{0,39}[^\x00-\x7fª-º]\p{Ll}{0,39}$/u;
const WORD = /[\p{Script=Latin}\p{M}]{1,40}/gu;
/** The same of a text that is nothing but ASCII. */
const PLAIN_WORD = /[A-Za-z]{1,40}/g;
const PLAIN = /^[\x00-\x7f]*$/;
const NONE: readonly Language[] = [];

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const isPlain = PLAIN.test(text);
  const pattern = isPlain ? PLAIN_WORD : WORD;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const lower = match[0].toLowerCase();
    words.push({
      start: match.index,
      end: pattern.lastIndex,
      text: lower,
      languages: LANGUAGES_OF.get(lower) ?? NONE,
      isMarked: !isPlain && MARKED.test(match[0]),
    });
  }
  return words;
}

function languageOfMost(counts: ReadonlyMap<Language, number>): Language | null {
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best === undefined || best[1] < 3 ? null : best[0];
}

/** Stop words of each language. */
function stopWordCounts(words: readonly Word[]): Map<Language, number> {
  const counts = new Map<Language, number>();
  for (const { languages } of words)
    for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  return counts;
}
