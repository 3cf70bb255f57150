import type { Field } from '../field.ts';
import type { Span } from '../sentences.ts';

/** Words that no sentence ends with. */
const DANGLING_WORD =
  /(?:^|[\s(])(?:the|a|an|of|and|or|but|to|with|that|which|whose|from|into|for|by|as|at|if|when|because|since|where|while|than|then we|so that|is the|are the|we|I|it['’]s|let['’]s|let|our|its|their|this means|such that|in the|on the|has a|be the|between|therefore|hence|thus|however|these|every|each|must|will|would|should|can|also)$/;
/** Stops, and signs with which a line may end without one. */
const ENDED = /[.!?。．！？…;；:：)\]}"'”’»」*`$|%°∎□■✓✔√~>→]$|\\\]$|\\\)$/u;
const OPEN_END = /[,，、(（[—–]$|\s-$/u;
/** Lines that are no prose: headings, items, tables, quotations, statements of the answer. */
const NOT_PROSE = /^\s*(?:#{1,6}\s|\||>|```|\*\*[^*]*\*\*:?$|[-*_]{3,}$)/;
const ITEM = /^\s*(?:[-*•+]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s/;
const STATEMENT =
  /\b(?:answer|result|total|ans|output|value|choice|option)\b[^.\n]{0,40}(?:is|[:=])|\\boxed|答案|####/i;

/** Where the text breaks off within a sentence, null where it has an end. */
export function sentenceCut(field: Field): (Span & { says: string }) | null {
  const { text, end, sentences } = field;
  const last = sentences.at(-1);
  if (last === undefined) return null;
  const start = Math.max(last.start, end - 1000);
  const sentence = text.slice(start, end);
  const found = (says: string) => ({ start, end, says });
  if (!/\p{L}{2}/u.test(sentence)) return null;
  if (OPEN_END.test(sentence) && !/\d[,–-]$/.test(sentence))
    return found('The text ends with a mark behind which a sentence goes on.');
  if (/[:：]$/.test(sentence) && sentence.split(/\s+/).length >= 4)
    return found('The text ends with a colon.');
  if (DANGLING_WORD.test(sentence) && sentence.split(/\s+/).length >= 3)
    return found('The text ends with a word that no sentence ends with.');
  if (ENDED.test(sentence) || NOT_PROSE.test(sentence)) return null;
  if (hasOpenBracket(field.prose.slice(start, end)))
    return found('A bracket of the last sentence is still open.');
  return endsUnlikeOthers(field, sentence) ? found('The last sentence has no end, unlike the others.') : null;
}

/** A round bracket that opens behind a blank and never closes. */
function hasOpenBracket(sentence: string): boolean {
  const open = sentence.lastIndexOf(' (');
  return open >= 0 && !sentence.includes(')', open) && /\p{L}{2}/u.test(sentence.slice(open));
}

/** Words that a sentence has which stands alone and lacks a stop where one was due; an answer may be brief. */
const LONE = { thinking: 5, answer: 10 } as const;

/**
 * A last line of prose without a stop where the other lines of prose have one. A last item of a list is held against
 * the other items, and a short line that states a result may do without.
 */
function endsUnlikeOthers({ name, prose, sentences }: Field, sentence: string): boolean {
  if (STATEMENT.test(sentence) || /=[^=]{1,30}$/.test(sentence)) return false;
  const words = sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  const isDense = /\p{Script=Han}{4}/u.test(sentence);
  if (!isDense && words < 3) return false;
  const isItem = ITEM.test(sentence);
  let [ended, others] = [0, 0];
  for (let i = sentences.length - 2; i >= 0 && others < 200; i--) {
    const span = sentences[i]!;
    const other = prose.slice(Math.max(span.start, span.end - 300), span.end);
    if (!/\p{L}{2}/u.test(other) || NOT_PROSE.test(other) || ITEM.test(other) !== isItem) continue;
    others++;
    if (ENDED.test(other.trimEnd()) || /\s$/.test(other)) ended++; // a formula may end it
  }
  return others === 0 ? words >= LONE[name] : ended >= others * 0.8;
}
