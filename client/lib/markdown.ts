/** A part of a Markdown text. */
export type MarkdownBlock =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'quote'; text: string }
  | { kind: 'list'; isOrdered: boolean; items: string[] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' };

/** A piece of a line. */
export type MarkdownPiece =
  | { kind: 'text' | 'strong' | 'emphasis' | 'code'; text: string }
  | { kind: 'link'; text: string; href: string };

const ITEM = /^ {0,3}(?:[-*+]|(\d{1,9})[.)]) +(.*)$/;

/**
 * The blocks of a text in Markdown: headings, paragraphs, lists of one level, quotes, fenced code, rules. What is
 * written in HTML stays text. Source: CommonMark 0.31, of which this is the part that guidelines use. Linear in the
 * length of the text.
 */
export function markdownBlocks(text: string): MarkdownBlock[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: MarkdownBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const heading = /^ {0,3}(#{1,6}) +(.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (line.startsWith('```')) at = code(lines, at, blocks);
    else if (heading !== null) {
      const words = (heading[2] ?? '').trim();
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: words });
      at += 1;
    } else if (/^ {0,3}(?:---+|\*\*\*+|___+)$/.test(line.trimEnd())) {
      blocks.push({ kind: 'rule' });
      at += 1;
    } else if (ITEM.test(line)) at = list(lines, at, blocks);
    else at = paragraph(lines, at, blocks);
  }
  return blocks;
}

function code(lines: readonly string[], from: number, blocks: MarkdownBlock[]): number {
  let at = from + 1;
  while (at < lines.length && lines[at]?.startsWith('```') !== true) at += 1;
  blocks.push({ kind: 'code', text: lines.slice(from + 1, at).join('\n') });
  return at + 1;
}

function list(lines: readonly string[], from: number, blocks: MarkdownBlock[]): number {
  const isOrdered = ITEM.exec(lines[from] ?? '')?.[1] !== undefined;
  const items: string[] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const item = ITEM.exec(line);
    if (item !== null && (item[1] !== undefined) === isOrdered) items.push(item[2] ?? '');
    else if (item === null && /^ {2,}\S/.test(line)) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else break;
  }
  blocks.push({ kind: 'list', isOrdered, items });
  return at;
}

function paragraph(lines: readonly string[], from: number, blocks: MarkdownBlock[]): number {
  const isQuote = lines[from]?.startsWith('>') === true;
  let at = from + 1;
  while (at < lines.length && isMore(lines[at] ?? '', isQuote)) at += 1;
  const words = lines.slice(from, at).map((line) => (isQuote ? line.replace(/^> ?/, '') : line).trim());
  blocks.push({ kind: isQuote ? 'quote' : 'paragraph', text: words.join(' ') });
  return at;
}

const isMore = (line: string, isQuote: boolean): boolean =>
  line.trim() !== '' &&
  line.startsWith('>') === isQuote &&
  !line.startsWith('```') &&
  !/^ {0,3}#{1,6} /.test(line) &&
  !ITEM.test(line);

const PIECE =
  /`([^`]{1,2000})`|\*\*([^*]{1,2000})\*\*|\*([^*\s][^*]{0,2000})\*|\[([^\][]{1,500})\]\((https?:\/\/[^\s()<>]{1,2000})\)/g;

/** The pieces of a line: code, strong, emphasis, and links that lead to the web; anything else is text. */
export function markdownPieces(text: string): MarkdownPiece[] {
  const pieces: MarkdownPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > at) pieces.push({ kind: 'text', text: text.slice(at, match.index) });
    const [, inCode, strong, emphasis, words, href] = match;
    if (inCode !== undefined) pieces.push({ kind: 'code', text: inCode });
    else if (strong !== undefined) pieces.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) pieces.push({ kind: 'emphasis', text: emphasis });
    else pieces.push({ kind: 'link', text: words ?? '', href: href ?? '' });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}
