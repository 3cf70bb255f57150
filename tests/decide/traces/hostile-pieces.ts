import { inspectTrace } from '../../../server/decide/traces/inspect.ts';
import { defaultTraceRules } from '../../../server/decide/traces/rules.ts';

/** Texts that a pattern might step over again and again when they are repeated. */
export const PIECES = [
  ...[
    'a',
    '1',
    ' ',
    '\n',
    '$',
    '$a ',
    '$ a',
    '`',
    '```',
    '```\n',
    '\\[',
    '\\(',
    '\\begin{a}',
    '\\boxed{',
    '{',
    '}',
    '(',
    ' (',
  ],
  ...[
    '"',
    '“',
    "'",
    '*',
    '**a',
    '*a ',
    '<',
    '<|',
    '[',
    '@',
    'a@',
    'a@b.',
    '1.',
    '1-',
    '1 ',
    '1111 ',
    '+1 ',
    'DE12',
    ':',
    '2a:',
  ],
  ...[
    'I cannot ',
    'the ',
    'the given ',
    'answer is ',
    'sorry ',
    'Action:',
    '{"name":"a",',
    '中',
    '中文。',
    'а',
    '\ud800',
    '\udc00',
    '\ufffd',
  ],
  ...[
    'Ã',
    'wait, ',
    'x = 1. ',
    '- a\n',
    '# a\n',
    '**Doing it**\n',
    '####',
    'so 1',
    '\\frac{1}{',
    'é ',
    'que de la ',
    '\u0000',
    'a\n\n$',
  ],
];

/** Seconds of processor time, which other processes do not add to, that a trace of one piece over and over takes. */
export function secondsFor(piece: string, characters: number): number {
  const thinking = piece.repeat(Math.ceil(characters / piece.length));
  const input = { question: 'What is 1 + 1?', thinking, answer: thinking.slice(0, characters / 5) };
  const start = process.cpuUsage();
  inspectTrace(input, defaultTraceRules());
  return process.cpuUsage(start).user / 1e6;
}
