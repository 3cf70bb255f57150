import { splitMaths } from './maths.ts';

/** A part of a text between blank lines; a fenced or displayed block stays whole. */
export interface Block {
  /** Offset of its first character, in UTF-16 units. */
  start: number;
  text: string;
  /** The words of a heading that stands alone, without its marks; null where it is none. */
  heading: string | null;
  lines: number;
}

/** A place that is worth going to. */
export interface Mark {
  kind: 'heading' | 'step' | 'turn' | 'final';
  label: string;
  /** Number of its block. */
  block: number;
}

/** Of more places than these only every so many are listed. */
const MOST_MARKS = 400;
const LONGEST_LABEL = 80;

/** Splits a text into blocks; their texts and the blank lines between them are the text. Linear in its length. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let from = 0; // where the block under way begins; -1 between blocks
  let lines = 0;
  let closer: string | null = null;
  const end = (to: number): void => {
    const part = text.slice(from, to);
    if (part.trim() !== '') blocks.push({ start: from, text: part, heading: headingOf(part), lines });
    lines = 0;
  };
  for (let at = 0; at <= text.length; ) {
    const next = text.indexOf('\n', at);
    const stop = next < 0 ? text.length : next;
    const line = text.slice(at, stop);
    if (closer === null && line.trim() === '') {
      end(Math.max(from, at - 1));
      from = stop + 1;
    } else {
      lines++;
      closer = closerAfter(line, closer);
    }
    if (next < 0) break;
    at = stop + 1;
  }
  if (from < text.length) end(text.length);
  return blocks;
}

/** What still has to come before a blank line ends a block again. */
function closerAfter(line: string, closer: string | null): string | null {
  if (closer !== null) return line.includes(closer) ? null : closer;
  const trimmed = line.trimStart();
  if (trimmed.startsWith('```')) return trimmed.indexOf('```', 3) < 0 ? '```' : null;
  if (trimmed.startsWith('\\[')) return line.includes('\\]') ? null : '\\]';
  if (trimmed.startsWith('$$')) return trimmed.indexOf('$$', 2) < 0 ? '$$' : null;
  return null;
}

/** A line of `**words**` or `# words` that stands alone. */
function headingOf(part: string): string | null {
  const line = part.trim();
  if (line.length > 160 || line.includes('\n')) return null;
  if (line.startsWith('**')) {
    const words = /^\*\*([^*]+)\*\*:?$/.exec(line)?.[1]?.trim();
    return words ? words : null;
  }
  const words = /^#{1,6} +([^#].*)$/.exec(line)?.[1]?.trim();
  return words ? words : null;
}

const STEP =
  /^(?:[#*\s]{0,8})((?:step|case|part|method|approach|claim|lemma|stage)\s+(?:\d{1,3}|[ivx]{1,5}|[a-d])\b)/i;
const TURN =
  /(?:^|[.!?:]\s|\n)((?:but |oh |no, )?(?:wait|hmm+|hold on|actually|alternatively|on second thoughts?|let me (?:check|recheck|re-check|double-check|verify|reconsider|try again))\b)/i;

/**
 * Places to go to: headings, steps, second thoughts ("Wait", one a block) and, last, where the final answer stands.
 * @returns also how many second thoughts there are, listed or not
 */
export function marksOf(blocks: readonly Block[]): { marks: Mark[]; turns: number } {
  const marks: Mark[] = [];
  let final = -1;
  for (const [block, { text, heading }] of blocks.entries()) {
    if (/\\boxed\s*\{|final answer/i.test(text)) final = block;
    if (heading !== null) {
      marks.push({ kind: 'heading', label: labelOf(heading), block });
      continue;
    }
    const head = text.slice(0, 2000);
    const step = STEP.exec(head)?.[1];
    const turn = TURN.exec(head)?.[1];
    if (step !== undefined)
      marks.push({ kind: 'step', label: labelOf(firstLine(head.slice(0, 400))), block });
    if (turn !== undefined)
      marks.push({ kind: 'turn', label: labelOf(sentenceAt(head, head.indexOf(turn))), block });
  }
  const turns = marks.filter(({ kind }) => kind === 'turn').length;
  const every = Math.ceil(marks.length / MOST_MARKS);
  const listed = every <= 1 ? marks : marks.filter((_, i) => i % every === 0);
  if (final >= 0) listed.push({ kind: 'final', label: 'Final answer', block: final });
  return { marks: listed, turns };
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? '';

const sentenceAt = (text: string, at: number): string => {
  const rest = text.slice(at, at + 2 * LONGEST_LABEL);
  const stop = /[.!?](?:\s|$)|\n/.exec(rest);
  return stop === null ? rest : rest.slice(0, stop.index + (rest[stop.index] === '\n' ? 0 : 1));
};

/** On one line, without marks, formulas as dots: a list of places is no place to read them. */
export function labelOf(text: string): string {
  const words = splitMaths(text).map(({ kind, raw }) =>
    kind === 'inline' || kind === 'display' ? '…' : raw,
  );
  const plain = words.join('').replace(/[*#`]/g, '').replace(/\s+/g, ' ').trim();
  return plain.length > LONGEST_LABEL ? `${plain.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : plain;
}

/** Lines over which a text is folded, and how many of its first and last stay in sight. */
export const FOLD_OVER = 400;
const FOLD_HEAD = 160;
const FOLD_TAIL = 80;

/** The blocks that a fold hides, as a range with its end excluded; null where there is nothing to fold. */
export function foldOf(blocks: readonly Block[]): { from: number; to: number; lines: number } | null {
  const all = blocks.reduce((sum, { lines }) => sum + lines, 0);
  if (all <= FOLD_OVER) return null;
  let from = 0;
  for (let seen = 0; from < blocks.length && seen < FOLD_HEAD; from++) seen += blocks[from]?.lines ?? 0;
  let to = blocks.length;
  for (let seen = 0; to > from && seen < FOLD_TAIL; to--) seen += blocks[to - 1]?.lines ?? 0;
  const lines = blocks.slice(from, to).reduce((sum, block) => sum + block.lines, 0);
  return lines === 0 ? null : { from, to, lines };
}

/** What an answer ends with: the inside of its last `\boxed{}`, else its line that says "final answer"; null for neither. */
export function finalAnswerOf(answer: string): string | null {
  const at = answer.lastIndexOf('\\boxed');
  if (at >= 0) {
    const open = answer.indexOf('{', at);
    const close = open < 0 ? -1 : closingBrace(answer, open);
    if (close > 0) return `$${answer.slice(open + 1, close).trim()}$`;
  }
  const lines = answer.split('\n').filter((line) => /final answer/i.test(line));
  return (
    lines
      .at(-1)
      ?.replace(/^.*final answer(?: is)?\s*:?\s*/i, '')
      .replace(/\*+/g, '')
      .trim() || null
  );
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(text.length, open + 2000); i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}
