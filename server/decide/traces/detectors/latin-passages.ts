import type { Passage } from './script-passages.ts';
import type { Script } from './scripts.ts';
import { LANGUAGES_OF, type Language } from './stop-words.ts';

interface Word {
  start: number;
  end: number;
  text: string;
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
  const homely = home === 'Latin' ? languageOfMost(all) : null;
  const asked = languageOfMost(wordsOf(question.toLowerCase()));
  const passages: Passage[] = [];
  for (const language of languagesIn(all)) {
    if (language === homely || language === asked) continue;
    if (homely === null && home === 'Latin') continue;
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
  all.forEach((word, i) => {
    const languages = LANGUAGES_OF.get(word.text);
    const isHomes = homely !== null && languages?.includes(homely) === true;
    const isMarked = word.isMarked && homely === 'English';
    if ((languages?.includes(language) === true || isMarked) && !isHomes) {
      if (last < 0) from = i;
      last = i;
      own++;
      other += since;
      since = 0;
      different.add(word.text);
    } else if (last >= 0) {
      if (isHomes && languages?.includes(language) !== true) since++;
      if (i - last > STRANGE || since > HOMELY) close();
    }
  });
  close();
  return passages;
}

const MARKED = /^\p{Ll}{0,39}[^\x00-\x7fª-º]\p{Ll}{0,39}$/u;
const WORD = /[\p{Script=Latin}\p{M}]{1,40}/gu;

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    words.push({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0].toLowerCase(),
      isMarked: MARKED.test(match[0]),
    });
  }
  return words;
}

/** Languages of which the text holds enough stop words to be looked for. */
function languagesIn(words: readonly Word[]): Language[] {
  return [...stopWordCounts(words)].filter(([, count]) => count >= FEW).map(([language]) => language);
}

function languageOfMost(words: readonly Word[]): Language | null {
  const [best] = [...stopWordCounts(words)].sort(([, a], [, b]) => b - a);
  return best === undefined || best[1] < 3 ? null : best[0];
}

function stopWordCounts(words: readonly Word[]): Map<Language, number> {
  const counts = new Map<Language, number>();
  for (const { text } of words) {
    for (const language of LANGUAGES_OF.get(text) ?? [])
      counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return counts;
}
