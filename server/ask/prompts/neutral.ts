import { CONTROL_TOKENS } from '../../../shared/vocabulary/traces.ts';

/** Characters that can not be seen, turn the direction of writing, or hide text, as ranges of code points. */
const UNSEEN_RANGES = [
  ...[
    '0-8',
    'e-1f',
    '7f-9f',
    'ad-ad',
    '34f-34f',
    '61c-61c',
    '115f-1160',
    '17b4-17b5',
    '180b-180f',
    '200b-200f',
  ],
  ...['202a-202e', '2060-206f', '3164-3164', 'fe00-fe0f', 'feff-feff', 'ffa0-ffa0', 'fff0-fffb'],
  ...['1bca0-1bca3', '1d173-1d17a', 'e0000-e0fff'],
];
/** They are shown by their number. */
const UNSEEN = new RegExp(
  `[${UNSEEN_RANGES.map((range) => range.replace(/[0-9a-f]+/g, '\\u{$&}')).join('')}]`,
  'gu',
);
/** Whatever some reader takes for the end of a line. */
const LINE_END = /\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g;
/** Lines that could be taken for a fence, in any disguise of its signs. */
const LIKE_FENCE = /^(?=[^\S\n]*(?:[<>＜＞‹›〈〉《》«»⟨⟩≪≫⋘⋙⪡⪢❮❯˂˃ᐸᐳ][^\S\n]*){2})/gmu;
/** Control tokens of chat templates: a server may make tokens of them wherever they stand. */
const TOKEN = new RegExp(
  `${CONTROL_TOKENS.map((token) => token.replace(/[|/]/g, '\\$&')).join('|')}|<[|｜][^\\n<>]{0,60}[|｜]>|<(?=[|｜])|\\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\\]|<</?SYS>>|</?(?:start_of_turn|end_of_turn|bos|eos|s|pad|unk)>`,
  'gi',
);

/**
 * A text of others as a model may be shown it: every line end is one line feed, what can not be seen is shown by its
 * number, control tokens are broken by a blank, and no line begins like a fence. For what is judged; a question that is
 * asked goes out as it is.
 */
export const neutral = (text: string): string =>
  text
    .toWellFormed()
    .replace(LINE_END, '\n')
    .replace(UNSEEN, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(TOKEN, (token) => `${token.charAt(0)} ${token.slice(1)}`)
    .replace(LIKE_FENCE, '| ');
