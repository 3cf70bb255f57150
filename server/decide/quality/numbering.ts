import { type Defect, type Detect, firstMatch } from './detector.ts';
import { has } from './glance.ts';
import { boldLabel } from './s1-patterns.ts';

const NAMED =
  /^[\s*_#>]*(?:(?:problem|question|exercise|example|ques|prob|ex|task|item|puzzle|riddle|题)\b\.?\s{0,2}(?:no\.?|number|#)?\s{0,2}#?(?:\d{1,4}|[ivx]{1,5}\b)(?:\.\d{1,3}){0,3}[a-z]?\b\s{0,2}(?:[.:)\]*—–-]|\(|\n|$)|q\.?\s{0,2}#?\d{1,4}\b\s{0,2}[.:)\]*—–-]|第\s?\d{1,3}\s?题|【[^】\n]{0,40}第[^】\n]{0,20}题[^】\n]{0,10}】|【?例\s?\d{0,3}[】.：:]|[([（【]\s?\d{1,2}\s?(?:points?|marks?|pts|分)\s?[)\]）】])/i;
const BARE =
  /^[\s*_#>]*(?:(?:Problem|Question|Exercise|Example|Q)\s?#?\d{1,4}\s(?=[A-Z])|[A-Z]{1,3}-?\d{1,3}(?:[.:)]|\*\*)\s|[1-9]\d{0,2}(?:\.\d{1,3}){2,3}[.:)]?\s{1,4}(?=[A-Z])|[1-9]\d{0,2}\.\d{1,3}[.:)]\s{1,4}(?=[A-Z])|\(?[1-9]\d{0,2}[.):\]、．](?:\*\*)?(?:\s{1,4}(?=[A-Z$"“\\])|(?=[\u4e00-\u9fff$（]))|#\d{1,4}[.:)]?\s|No\.\s?\d{1,3}\b)/;
const WITHIN =
  /(?:^|\n)(?:(?:[Ee]xercise|[Pp]roblem|[Tt]ask|[Ss]ee) )?p[1-9]\d{0,2}\.(?=\s)|\b(?:AIME|AMC|IMO|USAMO|Putnam|HMMT|AHSME)\s(?:[A-Z]{1,3}\s)?(?:19|20)\d\d(?:[ /,-]{1,3}(?:[Pp]roblem|[PpQq]|#)?\s?[A-Z]?\d{1,3})\b[:.)]|[[(（]\s?(?:本小?题|共|满分|本题满分)?\s?\d{1,3}\s?(?:points?|marks?|pts\.?|分)\s?[\])）]/;
/** Where a list is numbered, its first number is no label. */
const SECOND = /(?:\n\s{0,8}|[.;,?!]\s{1,4})\(?(?:2|II|ii|b)[.):\]]\s/;

/** The number, label or worth that a problem sheet gave the question. */
export const numbering: Detect = ({ text, glance }) => {
  const label = firstMatch(text, NAMED, 'defect') ?? firstMatch(text, BARE, 'defect');
  if (label !== null && !isList(text, label)) return label;
  if (has(glance, '*')) {
    const bold = boldLabel(text);
    if (bold !== null && /\d/.test(text.slice(bold.start, bold.end)) && bold.start < 40) {
      return { severity: 'defect', ...bold };
    }
  }
  return has(glance, '.') || has(glance, ')') || has(glance, ']') || glance.han > 0 ? within(text) : null;
};

const within = (text: string): Defect | null => firstMatch(text, WITHIN, 'defect');

/** A label 1 that is followed by a 2 begins a list. */
function isList(text: string, { start, end }: Defect): boolean {
  const label = text.slice(start, end);
  return /^\s*\(?(?:1|I)[.):\]]/.test(label) && SECOND.test(text.slice(end));
}
