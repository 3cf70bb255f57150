import { type Detect, firstMatch, whole } from './detector.ts';
import { has, speaksOf } from './glance.ts';

const NOTHING =
  /^[\s"'([{<*_#-]*(?:nan|null|none|n\s?\/\s?a|nil|undefined|empty|blank|no (?:question|text|content|problem)(?: (?:text|given|provided|available|here))?|(?:problem|question)(?: (?:text|statement))?(?: (?:unavailable|missing|not (?:available|found)))?|missing|deleted|removed|untitled|无|暂无|略)[\s"')\]}>*_.:?!]*$/i;
const MARKUP =
  /<[^<>]{0,200}>|&(?:nbsp|#160|#xa0|zwsp|emsp|ensp);|\\(?:quad|qquad|hspace\{[^{}]{0,20}\}|[ ,;:!])|[\s\u200b-\u200f\u2060\u00ad\ufeff\u3164]+/gi;

const MARKED = /[<&\\\u200b-\u200f\u2060\u00ad\ufeff\u3164]/;

/** Nothing to ask: markup, blanks or a word such as `null` alone, or fewer than `shortest` characters. */
export const empty: Detect = ({ candidate: { question }, text, glance }, { shortest }) => {
  if (glance.alphanumeric > 200 || (question.length > 60 && glance.alphanumeric > 60)) return null;
  if (question.length <= 60 && NOTHING.test(question)) return whole(text, 'fatal');
  const left = question.length > 30 && !MARKED.test(question) ? question : question.replace(MARKUP, '');
  const value = left.match(/[\p{L}\p{N}\p{Sm}\p{So}]/gu)?.length ?? 0;
  return value < shortest ? { ...whole(text, 'fatal'), limited: { by: 'shortest', value } } : null;
};

const URL =
  /(?:https?:\/\/|www\.|ftp:\/\/)[^\s<>"']+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|cn)\/[^\s<>"']*/gi;

/** An address with at most four words about it. */
export const urlOnly: Detect = ({ candidate: { question }, glance }) => {
  if (!has(glance, '/') && !question.includes('www.')) return null;
  if (question.length > 400 || !/\/\/|www\.|\.(?:com|org|net|edu|gov|io|cn)\//i.test(question)) return null;
  const left = question.replace(URL, ' ');
  if (left.length === question.length) return null;
  const words = left.match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
  const asks = /\?|？|\b(?:what|which|how|who|why|when|where|find|prove|solve|compute)\b/i.test(left);
  return words.length <= (asks ? 1 : 4) ? whole(question, 'fatal') : null;
};

/** Characters at the end of a very long text that are quoted. */
const END = 200;

/** Longer than `longest`; its end is shown. */
export const veryLong: Detect = ({ text }, { longest }) =>
  text.length > longest
    ? {
        severity: 'defect',
        start: Math.max(longest, text.length - END),
        end: text.length,
        detail: { characters: text.length, longest },
        limited: { by: 'longest', value: text.length },
      }
    : null;

const BRACKETED =
  /\[(?:insert|add|enter|your|put|write|paste|type|fill in|placeholder|todo|tbd|tba|question|problem|text|topic|subject|x{3,})(?: (?!(?:an? |the )?(?:pic|image|figure|diagram|graph))[^\][\n]{1,60})?\]|<(?:insert|add|enter|your|put|placeholder|todo|tbd|question|problem)(?:[ _-][^<>\n]{1,60})?>|(?<![\\\w^_}$])\{\{\s?[a-z_][a-z_.]{3,40}\s?\}\}(?![$^_])|\$\{(?:question|problem|prompt|input|text|context|topic|name|answer)[a-z_.]{0,20}\}|(?<![\\\w^_{}$])\{(?:question|problem|prompt|input|text|context|topic|subject|name|placeholder|problem_statement|question_text)\}|%\((?:question|problem|prompt|input|text|name)\)s/i;
const FILLED_LATER =
  /\blorem ipsum\b|\bdolor sit amet\b|\b(?:(?:question|problem|sample|dummy|placeholder|example) (?:text|statement|question)|text|question|content|description|statement) (?:goes|to go|comes|to come|to be (?:added|inserted|filled|written|determined)) ?(?:here|later|in)?\b|\b(?:insert|enter|type|paste|put) (?:the |your |a )?(?:question|problem|text|statement|content)(?: \w{1,20})? here\b|\bto be (?:added|filled in|announced|determined) later\b|\bthis is (?:a|the) (?:placeholder|test question|dummy|sample question)\b|\bplaceholder\b(?= (?:question|text|problem|for)|[.:]?$)/i;
const MARKER = /(?<![#/*]\s{0,4})(?:^|[\s([{*_])(?:TODO|TBD|FIXME|TBA|TK TK|XXX)(?=[\s:.,)\]}*_!?]|$)/;
const CODE_LIST = /\b(?:to-?do|TODO) (?:list|app|item)/i;

/** Text that was to be filled in: lorem ipsum, `[insert …]`, `{{question}}`, TODO. */
export const placeholder: Detect = ({ text, glance }) => {
  const brackets = has(glance, '[') || has(glance, '{') || has(glance, '<') || has(glance, '%');
  const bracketed = brackets ? firstMatch(text, BRACKETED, 'fatal') : null;
  if (bracketed !== null) return bracketed;
  if (!speaksOf(glance, 'filler')) return null;
  const later = /here|later|come|lorem|dolor|placeholder|dummy|test question|sample question/i.test(text)
    ? firstMatch(text, FILLED_LATER, 'fatal')
    : null;
  if (later !== null) return later;
  const marker = /TODO|TBD|FIXME|TBA|TK TK|XXX/.test(text) ? firstMatch(text, MARKER, 'fatal') : null;
  return marker === null || CODE_LIST.test(text) ? null : marker;
};
