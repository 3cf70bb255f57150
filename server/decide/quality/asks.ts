import type { Defect, Detect } from './detector.ts';
import { countOf } from './glance.ts';

const PART = /(?:^|[\s.;:,?!])\(?(?<letter>[a-h]|i{1,3}|iv|v|[1-6])\)[ \t]{0,3}(?=\S)/g;
const ASK =
  /\?|？|^\W{0,6}(?:find|show|prove|determine|calculate|compute|evaluate|explain|describe|give|state|write|draw|sketch|solve|list|deduce|verify|estimate|what|how|which|who|when|where|why|is|are|does|do|can|for (?:which|what)|hence|using|suppose|let|if|express|derive|identify|discuss|compare|name|define|use|simplify|factor|graph)\b/i;
const ASKING =
  /\b(?:find|show|prove|determine|calculate|compute|evaluate|explain|describe|what|how|which|why|solve|derive|state|deduce)\b|\?/i;

/** Questions with parts: `(a) Find … (b) Prove …`; and several in a row, each with its own mark. */
export const severalQuestions: Detect = ({ candidate: { question, options }, glance }) => {
  const parts = countOf(glance, ')') > 1 ? partsOf(question) : null;
  if (parts !== null) return parts;
  const marks = countOf(glance, '?') + (glance.han > 0 ? question.split('？').length - 1 : 0);
  return marks > 1 && (options === null || options.length === 0) ? inARow(question) : null;
};

/** At least two parts that follow each other, a then b, and ask. */
function partsOf(text: string): Defect | null {
  const marks = [...text.matchAll(PART)];
  for (let i = 0; i + 1 < marks.length; i++) {
    const [first, second] = [marks[i]!, marks[i + 1]!];
    if (!follows(first.groups?.letter, second.groups?.letter)) continue;
    const one = text.slice(first.index + first[0].length, second.index);
    const end = marks[i + 2]?.index ?? text.length;
    const two = text.slice(second.index + second[0].length, end);
    if (!ASK.test(one) || !ASK.test(two) || !ASKING.test(one) || !ASKING.test(two)) continue;
    return { severity: 'defect', start: first.index, end: Math.min(end, second.index + 200) };
  }
  return null;
}

const NEXT: Readonly<Record<string, string>> = {
  a: 'b',
  b: 'c',
  c: 'd',
  i: 'ii',
  ii: 'iii',
  iii: 'iv',
  1: '2',
  2: '3',
  3: '4',
};
const follows = (one: string | undefined, two: string | undefined): boolean =>
  one !== undefined && NEXT[one] === two;

const OPENS =
  /^["'“(\s]*(?:and |also,? |then,? |finally,? |next,? |second(?:ly)?,? )?(?:what|how|which|who|whom|whose|when|where|why|find|compute|calculate|determine|prove|show that)\b/i;

/** Two sentences in a row at the end, each of which asks on its own. */
function inARow(text: string): Defect | null {
  const sentences = [...text.matchAll(/[^.?!？。\n]{3,400}[.?!？。\n]?/g)];
  const asking = sentences.filter(
    ({ 0: sentence }) => /[?？]\s*$/.test(sentence) && OPENS.test(sentence) && sentence.length > 18,
  );
  const [first, second] = asking.slice(-2);
  if (first === undefined || second === undefined) return null;
  if (second.index + second[0].length < text.trimEnd().length - 60) return null;
  if (/^\s*which (?:option|choice|answer|one)/i.test(second[0])) return null;
  const between = text.slice(first.index + first[0].length, second.index + second[0].length);
  if (/\b(?:answer|option)\b/i.test(between) || /\([a-d]\)/.test(between)) return null;
  return { severity: 'defect', start: first.index, end: second.index + second[0].length };
}
