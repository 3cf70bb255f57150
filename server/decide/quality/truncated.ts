import type { Defect, Detect } from './detector.ts';
import { has } from './glance.ts';

const MARKED =
  /(?:\[(?:truncated|\.\.\.|…|cut|continued|cont\.?|snip|more)\]|\((?:truncated|continued|cont(?:'d|\.)|to be continued)\)|<(?:truncated|cut|snip)>|\btruncated\b\.{0,3}|\bread more\b\.{0,3}|\bclick (?:here )?to (?:read|see|continue)\b.{0,30})\s*$/i;
/** Words that no sentence ends with, unless something was left to fill in. */
const OPEN =
  /(?:^|[\s(])(?:the|an|and|or|but|if|whose|with|from|than|because|which|its|their|his|your|our|my|between|every|each|while|whether|although|into|onto|upon|let|suppose|assume|determine|compute|prove|denote|denotes|per|via|will|would|should|must|may|might|were|of|for|by|at|(?:such|so|given|show|prove|suppose|assume|know|find|note) that|is (?:a|the)|are the|equals? the|there (?:is|are|were)|in the|as a|to a|(?<=[a-z] )a)\s*$/i;
/** What may end a question that is completed by its answer. */
const CLOSED = /[.?!:;)\]}$"'’”%`>*|_。？！：；）】」』”…=]\s*$/;
const LOOSE =
  /(?:,|(?<=[\p{L}\d=+,)]\s?)[([{]|(?<=[\p{L}\d)}]\s?)[+×÷≤≥∈∪∩]|\\(?:frac|sqrt|left|cdot|times|text|mathrm|le|ge|leq|geq|in|to|sum|int|begin|right|overline|binom)?|(?<=\S)[_^])\s*$/u;
const ASK =
  /\?|？|\b(?:what|how|which|who|whom|whose|when|where|why|find|prove|show|determine|calculate|compute|evaluate|solve|simplify|factor|give|state|write|draw|sketch|explain|describe|list|express|estimate|convert|is|are|does|do|can|name|identify|choose|select|complete|fill|deduce|classify|graph|use|convert|round|verify|add|subtract|multiply|divide|expand|differentiate|integrate|sort|answer|tell|construct|derive|design|implement|obtain|translate|count|represent|reduce|perform|put|order|rewrite)\b|[_＿]{2,}|求|证|多少|几|什么|为|是|哪|吗|（|\(/i;

/** Whether `MARKED` may match: quick, and never wrong where false. */
const mayBeMarked = (tail: string): boolean =>
  /[\])>]$/.test(tail.trimEnd()) || /truncated|read more|click/i.test(tail);

/** A text that was cut off at its end, or that begins in the middle. */
export const truncated: Detect = ({ candidate: { question, options }, glance }) => {
  const tail = question.slice(-200);
  const marked = mayBeMarked(tail) ? MARKED.exec(tail) : null;
  if (marked !== null) return at(question, question.length - tail.length + marked.index, 'fatal');
  const head = /^\s*[,;)\]}，；）、]/.exec(question);
  if (head !== null) return { severity: 'fatal', start: 0, end: head[0].length };
  if (glance.alphanumeric < 20) return null;
  const hasOptions = options !== null && options.length > 0;
  const last = question.trimEnd().slice(-1);
  if (last === '' || (/[.?!。？！]/.test(last) && !/\b(?:the|and|of|a|an)\s?\.{2,}\s*$/i.test(tail)))
    return null;
  const cut = hasOptions ? null : loose(question, tail);
  if (cut !== null) return cut;
  return hasOptions || CLOSED.test(tail) || has(glance, '?') || glance.han > 0 ? null : unasked(question);
};

/** Behind a letter only a command of LaTeX is loose, and only a letter ends a word. */
function loose(question: string, tail: string): Defect | null {
  const endsInLetter = /[A-Za-z]\s*$/.test(tail);
  const sign = !endsInLetter || tail.includes('\\') ? LOOSE.exec(tail) : null;
  const cut = sign ?? (endsInLetter ? OPEN.exec(tail) : null);
  return cut === null ? null : at(question, question.length - tail.length + cut.index, 'fatal');
}

/** Options within the text. */
const INLINE = /(?:^|\s)\(?[B-D][.):、．]\s?/;

/** Several sentences, of which the last has no end, and nowhere a word that asks. */
function unasked(question: string): Defect | null {
  if (question.length < 60 || ASK.test(question) || INLINE.test(question)) return null;
  const end = question.search(/\p{L}[\p{L}\p{N}]*\W*$/u);
  return end < 0 ? null : at(question, end, 'defect');
}

const at = (text: string, start: number, severity: Defect['severity']): Defect => ({
  severity,
  start: Math.max(0, start),
  end: text.length,
});
