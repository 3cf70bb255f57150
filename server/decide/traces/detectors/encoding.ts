import type { Detector, Hit } from '../detector.ts';

/**
 * UTF-8 read as Latin-1 or Windows-1252 (`Ã©`, `â€™`, `Â°`), characters that stand for a failed decoding, halves of
 * surrogate pairs, control and private characters. A lone capital with an accent is a letter.
 */
const WRONG =
  /Ã[\u0080-\u00bf\u0152-\u0192\u2030\u20ac\u2122]|Â[\u0080-\u00bf]|â[\u0080-\u009f€][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u2122¦]|[ÐÑ][\u0080-\u00bf][ÐÑ]|ï»¿|ï¿½|锟斤拷|烫烫烫|屯屯屯/gu;
const LOST = /\ufffd+|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffe\uffff]+/g;

const KINDS: readonly (readonly [RegExp, string])[] = [
  [LOST, 'This stands for a character that was lost in decoding.'],
  [WRONG, 'This looks like UTF-8 read in another encoding.'],
  [CONTROL, 'This is a control or private character, which can not be shown.'],
];

export const mojibake: Detector = ({ thinking, answer }) =>
  [thinking, answer].flatMap((field) =>
    KINDS.flatMap(([pattern, says]) =>
      [...field.text.matchAll(pattern)].map(
        (match): Hit => ({ field, start: match.index, end: match.index + match[0].length, says }),
      ),
    ),
  );
