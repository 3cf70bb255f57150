import { WinnowError } from '../../shared/error.ts';

/** More than any page of terms. Unit: bytes. */
export const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/**
 * The text of a page of terms in the form that is hashed, `utf8-lf-trim-v1`: UTF-8 without a mark at its start,
 * lines ended by LF, no white space at the end of a line, none at either end of the text.
 * @throws WinnowError `bad-input` for what is no text
 */
export function pageText(bytes: Uint8Array, name: string): string {
  if (bytes.length > MAX_PAGE_BYTES)
    throw new WinnowError('bad-input', `${name} is over ${MAX_PAGE_BYTES} bytes, which no page of terms is.`);
  const text = decoded(bytes, name)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
  if (text === '' || text.includes('\0'))
    throw new WinnowError('bad-input', `${name} holds no text; save the page as text, and bring that.`);
  return text;
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WinnowError('bad-input', `${name} is not valid UTF-8; save the page as text, and bring that.`);
  }
}

/** Lines that only one of two texts has, in the order of their text; how often a line stands counts. */
export function lineDiff(before: string, after: string): { added: string[]; removed: string[] } {
  const left = countsOf(before);
  const added = linesOf(after).filter((line) => !take(left, line));
  const right = countsOf(after);
  const removed = linesOf(before).filter((line) => !take(right, line));
  return { added, removed };
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of linesOf(text)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, line: string): boolean {
  const left = counts.get(line) ?? 0;
  counts.set(line, left - 1);
  return left > 0;
}
