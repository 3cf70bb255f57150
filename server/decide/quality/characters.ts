import { type Detect, firstMatch } from './detector.ts';

/** What bytes 0x80 to 0xBF look like in Windows-1252 and Latin-1. */
const TAIL = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';

/** UTF-8 that was read as Windows-1252 or Latin-1: a lead byte and as many others as it asks for. */
const AS_LATIN = new RegExp(
  `[\\u00c2-\\u00df]${TAIL}|[\\u00e0-\\u00ef]${TAIL}${TAIL}|[\\u00f0-\\u00f4]${TAIL}${TAIL}${TAIL}|Â(?=[\\s\\u00a0]|$)|â€|Ã[\\u0080-\\u00bf]`,
);
/** UTF-8 read as Windows-1251, as Mac Roman and as GBK; and GBK's own three famous ones. */
const AS_OTHER =
  /вЂ[\u0402-\u045f“”‘’™њќ¦]|(?:[РС][\u0401-\u040f\u0451-\u045f°±²³ґµ¶·№»«¬®¤¦§©]){2,}|‚Ä[ôúùìîòöëêâ¢ùñ¶]|√[©®°º±§¶∂ß®´¨≠ÆØ]|鈥[檚淭滃渟攖]|锟斤拷|烫烫|屯屯|(?:[锛銆鐨鍦涓鍙绗鏄浠瀹鏁闂][\u4e00-\u9fff€]?){3,}|ï»¿/;

/** Text in the wrong encoding. Source: the mapping of UTF-8 lead and tail bytes, RFC 3629 section 3. */
export const mojibake: Detect = ({ text, glance }) => {
  if (!glance.beyond) return null;
  const found = glance.latin1 ? firstMatch(text, AS_LATIN, 'fatal') : null;
  return found ?? firstMatch(text, AS_OTHER, 'fatal');
};

const LOST = /[\ufffd\ufffc\ue000-\uf8ff]+/;
/** What may stand around a question mark that took the place of a letter or an apostrophe. */
const BEHIND = /^(?:(?:t|s|re|ve|ll|m|d)(?![\w(=])|[a-z]{2,}(?=[\s,.;:!?)]))/;
const BEFORE = /[\p{Ll}]{2,}$/u;

/** Lost characters: U+FFFD, U+FFFC, the private use area, question marks within words. */
export const replacementChars: Detect = ({ text, glance }) => {
  const lost = glance.beyond ? firstMatch(text, LOST, 'defect') : null;
  if (lost !== null || glance.ascii[63]! === 0) return lost;
  for (let at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next >= 0x61 && next <= 0x7a && isLost(text, at))
      return { severity: 'defect', start: at - 1, end: at + 2 };
  }
  return null;
};

/** A question mark within a word; in an address or a line of code it has its own meaning. */
function isLost(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  if (!BEFORE.test(before) || !BEHIND.test(text.slice(at + 1, at + 24))) return false;
  return !/[/:=&]/.test(before.slice(before.lastIndexOf(' ') + 1));
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** Joiners have their place in emoji and in some scripts. */
const INVISIBLE =
  /[\u200b\u2060-\u2064\ufeff\u00ad\u180e\u115f\u1160\u3164\u206a-\u206f]|\u200d(?!\p{Extended_Pictographic})(?<!\p{Extended_Pictographic}\ufe0f?\u200d)(?<![\u0600-\u0dff]\u200d)|\u200c(?<![\u0600-\u0dff]\u200c)|[\u{e0001}\u{e0020}-\u{e007f}\u{fff9}-\u{fffb}]/u;

/** Control characters, and ones that nobody sees. */
export const controlChars: Detect = ({ text, glance }) => {
  if (!glance.control && !glance.odd) return null;
  return firstMatch(text, CONTROL, 'defect') ?? (glance.odd ? firstMatch(text, INVISIBLE, 'defect') : null);
};

const OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/;
const MARK = /[\u200e\u200f\u061c]/;
const RIGHT_TO_LEFT = /[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u0710-\u07b1]/;

/** Marks that change the direction of writing where nothing is written from right to left. */
export const bidi: Detect = ({ text, glance }) => {
  if (!glance.odd) return null;
  const found = firstMatch(text, OVERRIDE, 'defect') ?? firstMatch(text, MARK, 'defect');
  return found !== null && RIGHT_TO_LEFT.test(text) ? { ...found, severity: 'blemish' } : found;
};
