import { looksLikeCode } from './code-signs.ts';
import { type Defect, type Detect, firstMatch } from './detector.ts';
import { has, speaksOf } from './glance.ts';

const NAMES =
  'p|br|div|span|sub|sup|table|tbody|thead|tr|td|th|li|ul|ol|dl|dt|dd|em|strong|small|big|strike|font|center|hr|input|iframe|body|html|head|meta|link|blockquote|pre|form|button|select|option|label|section|article|h[1-6]|a|b|i|u|s|q|tt|code|img|script|style|svg|math|mi|mo|mn|mrow|msup|msub|mfrac|nav|video|object|embed';
const ATTRIBUTE = String.raw`(?:\s+[a-z][\w:-]{0,40}(?:\s?=\s?(?:"[^"<>]{0,300}"|'[^'<>]{0,300}'|[^\s"'<>]{1,100}))?)`;
const TAG = new RegExp(
  String.raw`<\/(?:${NAMES})\s?>|<(?:${NAMES})(?:${ATTRIBUTE}{1,12}\s?\/?|\s?\/)?>|<!--|<!\[CDATA\[|<!DOCTYPE|<\?xml`,
  'i',
);
const ENTITY =
  /&(?:nbsp|amp|lt|gt|quot|apos|ndash|mdash|lsquo|rsquo|ldquo|rdquo|hellip|times|divide|deg|minus|plusmn|frac12|le|ge|ne|alpha|beta|pi|theta|sum|radic|infin|middot|bull|sup2|sup3|thinsp|ensp|emsp|eacute|uuml|ouml|copy|reg|trade|rarr|larr|#\d{2,6}|#x[\da-f]{2,5});/i;
const SCRIPT =
  /\b(?:document\.(?:write|getElementById)|window\.(?:location|onload)|MathJax\.Hub|jQuery|\$\(document\)|googletag|adsbygoogle)\b/;
const ABOUT =
  /(?<![.\w])HTML|\bweb ?(?:page|site|browser)|\bmarkup\b|\bCSS\b|JavaScript|\bXML\b|\bXSS\b|\btags?\b/i;

/** Left-over HTML; where the text speaks of HTML or shows code it is only noted. */
export const html: Detect = ({ text, glance }) => {
  const tag = has(glance, '<') && has(glance, '>') ? firstMatch(text, TAG, 'defect') : null;
  const entity = has(glance, '&') && has(glance, ';') ? firstMatch(text, ENTITY, 'defect') : null;
  const found = tag ?? entity ?? (speaksOf(glance, 'script') ? firstMatch(text, SCRIPT, 'defect') : null);
  if (found === null) return null;
  if (isComparison(text, found) && entity === null) return null;
  return ABOUT.test(text) || looksLikeCode(text) ? { ...found, severity: 'blemish' } : found;
};

/** `a<b>c`, and `<p>` for a group or a vector: a one-letter tag without its end, within a formula or alone. */
function isComparison(text: string, { start, end }: Defect): boolean {
  const tag = text.slice(start, end);
  if (!/^<[abiqsup]>$/i.test(tag) || text.toLowerCase().includes(`</${tag.charAt(1).toLowerCase()}>`))
    return false;
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  return /[\w$)]/.test(before) || (before === ' ' && /[ .,?]/.test(after));
}

const WIKI =
  /\[\[(?:File|Image|Category|Media|User|Wikipedia|Special|Talk):[^\]\n]{1,120}|\[\[[A-Za-z][^[\],"'=+\n]{1,80}(?:\|[^[\]\n]{1,80})?\]\]|\{\{[A-Za-z][\w :-]{2,40}(?:\||\}\}(?!\s?[})$^_\\]))|\{\|\s?class=|\[(?:citation|clarification|verification) needed\]|\[edit\]|__(?:NOTOC|TOC|NOEDITSECTION|FORCETOC)__|<\/?(?:ref|nowiki|references|gallery|asy|cmath|imath|dmath|onlyinclude|noinclude|includeonly)\b[^<>\n]{0,80}>|\[\/?(?:hide|quote|url|img|color|size|spoiler|center|youtube|code|tip|tex|math|latex|left|right|list)(?:=[^\][\n]{0,120})?\]|\[[biu]\][^[\n]{1,200}\[\/[biu]\]|#REDIRECT\b|\[(?:https?:\/\/|www\.)[^\s\][]{1,200} [^\][\n]{1,100}\]/i;
const BOLD = /(?<!['\w])'{3}[A-Za-z][^'\n]{1,80}[^'\s]'{3}(?!['\w])/;
const HEADING = /^={2,5}\s?[A-Z][^=\n]{2,60}={2,5}[ \t]*$/m;

/** Left-over markup of wikis and forums. */
export const wikiResidue: Detect = ({ text, glance }) => {
  const brackets = has(glance, '[') || has(glance, '{') || has(glance, '_') || has(glance, '<');
  const found =
    (brackets || has(glance, '#') ? firstMatch(text, WIKI, 'defect') : null) ??
    (glance.ascii[39]! > 5 ? firstMatch(text, BOLD, 'defect') : null) ??
    (glance.ascii[61]! > 3 ? firstMatch(text, HEADING, 'defect') : null);
  if (found === null) return null;
  if (/^\{\{/.test(text.slice(found.start, found.end)) && isLatexGroup(text, found)) return null;
  return looksLikeCode(text) ? { ...found, severity: 'blemish' } : found;
};

/** Double braces behind a command, or a sign of position, are LaTeX. */
const isLatexGroup = (text: string, { start }: Defect): boolean => /[\\^_}\w$]/.test(text.charAt(start - 1));

const COMMANDS =
  'frac|dfrac|tfrac|sqrt|times|cdot|text|mathrm|mathbb|mathbf|mathcal|left|right|leq|geq|neq|le|ge|alpha|beta|gamma|delta|theta|lambda|sigma|omega|pi|sum|prod|int|infty|begin|end|overline|angle|triangle|circ|ldots|cdots|dots|quad|sin|cos|tan|log|ln|binom|equiv|pmod|boxed|in|subset|cup|cap|vec|hat|bar|displaystyle';
const DOUBLED = new RegExp(
  String.raw`(?<!\\)\\\\(?:${COMMANDS})(?![a-z])|(?<!\\)\\\\\\\\(?:${COMMANDS})(?![a-z])`,
);
/** `\n`, `\t`, `\r` that stand for themselves; LaTeX has commands that begin so, in small letters. */
const LITERAL =
  /(?<![\\"'])\\[nrt](?=[A-Z\d\s([{"'$\\\u4e00-\u9fff]|$)(?!["'])|\\u[\da-f]{4}(?![\da-z])|\\x[\da-f]{2}(?![a-z])|(?<![\w\\])\\"[A-Z][^"\\\n]{1,60}\\"|%20[A-Za-z]|\\\/(?=[A-Za-z\d])/;
/** An escape that was taken for one: a tab and `imes`, a form feed and `rac`, a backspace and `eta`. */
const TAKEN =
  /\t(?:imes|ext\{|heta|frac|riangle|o\b(?=[ \\]))|\f(?:rac|orall)|\x08(?:eta|ar\{|egin|inom|oxed)|\r(?:ight|ho\b|angle)|\x07(?:lpha|ngle|pprox)|\x0b(?:ec|arepsilon)|\n(?:eq\b|abla|u\b(?=[ _^]))/;

/** Escapes that were read once too seldom, or once too often. */
export const doubleEscaped: Detect = ({ text, glance }) => {
  const taken =
    has(glance, '\t') || glance.control || has(glance, '\r') ? firstMatch(text, TAKEN, 'fatal') : null;
  if (taken !== null) return taken;
  if (!has(glance, '\\')) return has(glance, '%') ? firstMatch(text, /\w%20\w+%20/, 'defect') : null;
  const doubled = text.includes('\\\\') ? firstMatch(text, DOUBLED, 'defect') : null;
  if (doubled !== null) return doubled;
  const literal = firstMatch(text, LITERAL, 'defect');
  return literal === null || looksLikeCode(text) ? null : literal;
};

const DRAWING =
  /\[asy\]|\[\/asy\]|\\begin\{(?:asy|tikzpicture|pspicture|picture)\}|\\(?:tikz|draw|filldraw|pspicture|psline|rput|pgfplots|addplot|fill)\b(?=\s*[[({])|\b(?:unitsize|defaultpen|size)\s?\(\d[^)\n]{0,30}\);|\bdraw\s?\([\w(.,) ]{0,60}--|\\put\(/;

/** Drawing code: Asymptote, TikZ, PSTricks, LaTeX's picture. */
export const asymptote: Detect = ({ text, glance }) =>
  has(glance, '[') || has(glance, '(') || has(glance, '\\') ? firstMatch(text, DRAWING, 'defect') : null;
