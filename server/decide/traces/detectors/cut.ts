import type { Detector, Hit } from '../detector.ts';
import type { Field } from '../field.ts';
import { sentenceCut } from './cut-sentence.ts';

/** A formula that is open where the text ends, or lacks what its last command or sign asks for. */
export const cutFormula: Detector = ({ thinking, answer }) =>
  [thinking, answer].flatMap((field): Hit[] => {
    const { text, regions, end } = field;
    if (regions.open?.kind === 'formula') {
      return [
        {
          field,
          start: regions.open.start,
          end: text.length,
          says: 'A formula is still open where the text ends.',
        },
      ];
    }
    const start = Math.max(lineStart(field), end - 300);
    const line = text.slice(start, end);
    const says = DANGLING.test(line)
      ? 'The text ends where a formula goes on.'
      : hasOpenBrace(line)
        ? 'A brace of the last formula is still open where the text ends.'
        : null;
    return says === null || regions.open !== null || inCode(field) ? [] : [{ field, start, end, says }];
  });

/** A sign or command behind which something must follow. */
const DANGLING =
  /(?:[\d\p{L})}\]]\s?(?:=|\+|\\times|\\cdot|\\div|\\le|\\ge|\\equiv|\\approx|\^|_|×|÷|≤|≥|≈|≡)|[\d)}\]]\s[-*/]|\s(?:<|>|=)|\\(?:frac|sqrt|sum|int|lim|boxed|left|begin|text|binom|dfrac|mathbb|mathrm|overline|left[([{|]))\s?$|\\(?:frac|sqrt|boxed|text|binom|dfrac)\{[^{}]{0,80}$/u;

/** More braces open than closed behind a TeX command of the line. */
function hasOpenBrace(line: string): boolean {
  const from = line.search(/\\[a-zA-Z]{1,20}\{|[\^_]\{/);
  if (from < 0) return false;
  let open = 0;
  for (let i = from; i < line.length; i++) {
    const sign = line.charAt(i);
    if (sign === '\\') i++;
    else if (sign === '{') open++;
    else if (sign === '}') open--;
  }
  return open > 0;
}

/** Code that is open where the text ends: a fence, or a last line that code can not end with. */
export const cutCode: Detector = ({ thinking, answer }) =>
  [thinking, answer].flatMap((field): Hit[] => {
    const { text, regions, end } = field;
    if (regions.open?.kind === 'code') {
      return [
        {
          field,
          start: regions.open.start,
          end: text.length,
          says: 'Code is still open where the text ends.',
        },
      ];
    }
    if (inCode(field)) return [];
    const start = lineStart(field);
    const line = text.slice(start, Math.min(end, start + 400));
    return end - start <= 400 && isCode(line) && isUnfinished(line)
      ? [{ field, start, end, says: 'The text ends within a line of code.' }]
      : [];
  });

/** Words and forms that lines of programs begin with. */
const CODE =
  /^\s*(?:(?:def|class|for|while|if|elif|else|try|with|return|import|from|print|public|private|static|void|int|float|double|char|const|let|var|function|fn|func|#include|using|struct|auto|std::|console\.|System\.)\b.*[(){}[\]:;=,]|[\w.[\]]{1,40}\s?(?:[+\-*/|&]?=|\+=)\s?\S|[\w.]{1,40}\([^)]*$|[{}]\s*$)/;
const PROSE_IN_BRACKETS =
  /^\s*(?:for|if|while|with|from|let|return|try|using)\s(?:the|a|an|all|any|each|every|we|us|this|that|it|\$)/i;

const isCode = (line: string): boolean =>
  CODE.test(line) &&
  !PROSE_IN_BRACKETS.test(line) &&
  !/[$\\]/.test(line) &&
  /^\s{2,}|[;{}]|\(\w*|\bdef\b|:\s*$/.test(line);

const isUnfinished = (line: string): boolean =>
  /(?:[=+*/|&,([{]|:|\b(?:return|in|and|or|not|def|new))\s*$/.test(line) ||
  (/\w\([^()]*$/.test(line) && !/\w\([^()]*\s\w+\s\w+\s\w+/.test(line));

const lineStart = ({ text, end }: Field): number => text.lastIndexOf('\n', end - 1) + 1;

/** Whether the end of the text is the end of a region. */
const inCode = ({ regions, end }: Field): boolean => {
  const last = regions.spans.at(-1);
  return last !== undefined && last.end >= end && last.start < end;
};

/** The last sentence has no end. */
export const cutSentence: Detector = ({ thinking, answer }) =>
  [thinking, answer].flatMap((field): Hit[] => {
    if (field.regions.open !== null || inCode(field)) return [];
    const found = sentenceCut(field);
    return found === null ? [] : [{ field, ...found }];
  });
