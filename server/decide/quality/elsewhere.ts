import type { Defect, Detect } from './detector.ts';
import { speaksOf } from './glance.ts';

/** Characters that must stand on the side that is spoken of, for the thing to be there. */
const ENOUGH = 60;

const ALWAYS =
  /\b(?:the |your |our |this |that )?(?:previous|preceding|prior|foregoing) (?:problem|question|exercise|example|part|section|chapter|theorem|lemma|lesson|homework|worksheet|slide|lecture)s?\b|\b(?:the|your|our) (?:last|earlier|next) (?:problem|question|exercise|homework|worksheet|lesson|lecture)\b|\b(?:see|use|using|refer to|refers to|as in|according to|results? (?:of|from|in)|from|in|of|with|to|by) (?:the )?(?:exercise|problem|example|worksheet|question)s? \(?[1-9]\d{0,2}(?:[.-]\d{1,3}){0,3}[a-d]?\)?(?!\w|\.\d| (?:hours?|minutes?|times|points?|and|of|in each))|\b(?:see|refer to|using|use|discussed in|results? (?:of|from|in)|described in|given in|according to) (?:the )?(?:section|chapter|appendix|lesson) (?:[1-9]\d{0,2}|[A-H]\b)(?:[.-]\d{1,3}){0,3}|\b(?:theorem|lemma|corollary|proposition|definition|equation|eq\.|formula|exercise|example|problem|section|table) \(?[1-9]\d{0,2}[.-]\d{1,3}(?:[.-]\d{1,3})?\)?(?![\w%]|["”']? ?[=+*/−-])|\b(?:see|use|using|refer to|from|in|shown in) table \(?[1-9IVX]{1,3}\b|\b(?:on|see) page \d{1,4}\b|\bas (?:discussed|explained|shown|described|mentioned|defined|proved|seen|we saw|stated|introduced) (?:in (?:class|the (?:lecture|textbook|book|chapter|notes|last|previous))|earlier|previously)\b|\b(?:in|from|see) (?:the|your|this) (?:textbook|lecture notes?|handout|course notes|coursebook)\b|\b(?:discussed|learned|learnt|covered|seen) in class\b|\babove-?mentioned (?:problem|question|passage)\b/i;
const NOUN =
  'tables?|passages?|texts?|articles?|paragraphs?|extracts?|excerpts?|stor(?:y|ies)|poems?|data|lists?|codes?|programs?|functions?|problems?|questions?|exercises?|examples?|results?|theorems?|lemmas?|equations?|formulas?|expressions?|statements?|scenarios?|information|cases?|sentences?|conversations?|dialogues?|letters?|advertisements?|schedules?|charts?|spreadsheets?|options?|choices?|definitions?|reactions?|hints?';
const SIDE = new RegExp(
  String.raw`\b(?:the|this|that|these|those) (?:[a-z-]{1,20} )?(?:${NOUN}) (?:given |shown |listed |provided |presented |described )?(above|below)\b|\b(?:the )(above|below) (?:[a-z-]{1,20} )?(?:${NOUN})\b|\b(?:given|shown|listed|described|stated|presented|mentioned|defined|provided) (above|below)\b|\b(?:refer to|according to|based on|see|use|using|from|in|consult|study) the (?:table()|(?:[a-z-]{1,20} )?(?:passage|article|excerpt|extract|paragraph|chart|spreadsheet|schedule)())\b(?! (?:above|below|given|shown|in\b|of\b))`,
  'gi',
);
const TABLE =
  /\\begin\{(?:tabular|array|matrix)|\||\t|\n(?:[^\n]*\d[^\n]*\n){2}|&|(?:[A-Za-z\d.]+ {2,}){2}|<t[dr]/;
const CHINESE =
  /上一?题|前一题|上述(?:材料|资料|案例)|(?:上|下)表|根据(?:上|下)(?:文|表)|见(?:教材|课本|附录)/;

/** A reference to a table, passage, problem or page that is not in the text. */
export const refersElsewhere: Detect = ({ text, glance, candidate: { question } }) => {
  if (glance.han > 0) {
    const found = CHINESE.exec(text);
    if (found !== null) {
      const end = found.index + found[0].length;
      const isBelow = found[0].startsWith('下') || found[0].startsWith('根据下');
      const room = isBelow ? text.length - end : found.index;
      if (room < ENOUGH && !TABLE.test(text)) return { severity: 'fatal', start: found.index, end };
    }
  }
  if (!speaksOf(glance, 'elsewhere')) return null;
  return always(text) ?? onASide(text, question);
};

/** Named parts of a book; one that the text itself states is there. */
function always(text: string): Defect | null {
  const found = ALWAYS.exec(text);
  if (found === null) return null;
  const [name] = found;
  if (/^ below/.test(text.slice(found.index + name.length))) return null;
  const number =
    /(?:theorem|lemma|problem|example|exercise|table|equation|question|section|chapter) \(?[\d.A-Z-]{1,9}\)?/i.exec(
      name,
    )?.[0];
  if (number !== undefined && text.toLowerCase().split(number.toLowerCase()).length > 2) return null;
  if (number === undefined && found.index > 400) return null;
  return { severity: 'fatal', start: found.index, end: found.index + name.length };
}

/** A table that was written in one line. */
const FIGURES = /(?:\d[^\d]{1,40}){3}/;
/** What a line of mathematics is. */
const FORMULA =
  /equation|defined|given|formula|function|expression|inequalit|system|identity|data|list|sequence|code/i;

/** A side that is spoken of must hold something. */
function onASide(text: string, question: string): Defect | null {
  const isLong = question.length > 300 || question.includes('\n');
  for (const match of text.matchAll(SIDE)) {
    const side = match[1] ?? match[2] ?? match[3] ?? '';
    const [start, end] = [match.index, match.index + match[0].length];
    const isTable = /table|chart|schedule|spreadsheet/i.test(match[0]);
    if (
      isTable &&
      (TABLE.test(text) ||
        (side !== '' &&
          FIGURES.test(side.toLowerCase() === 'above' ? text.slice(0, start) : text.slice(end))))
    )
      continue;
    const before = text.slice(0, start).trim().length;
    const after = text.slice(end).trim().length;
    const isAbove = side.toLowerCase() === 'above';
    const there = isAbove ? text.slice(0, start) : text.slice(end);
    if (FORMULA.test(match[0]) && /[=<>$\\\d]/.test(there)) continue;
    const room = isAbove ? before : side === '' ? before + after - ENOUGH : after;
    if (isTable ? !isLong || room < ENOUGH : room < ENOUGH) return { severity: 'fatal', start, end };
  }
  return null;
}
