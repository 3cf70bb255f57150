/** A part of the text with what somebody sees in it; the end is excluded. In UTF-16 units. */
export interface TextMark {
  start: number;
  end: number;
  label: string;
}

/**
 * The place of what is selected on the page in a text that is shown block by block (`data-start` on each).
 * @returns null where nothing of it is selected; a sentence where its place can not be told, as across a drawn formula
 */
export function selectedPlace(text: string, within: Element): { start: number; end: number } | string | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const [from, to] = [
    placeOf(range.startContainer, range.startOffset, within),
    placeOf(range.endContainer, range.endOffset, within),
  ];
  if (from === null || to === null) return null;
  const chosen = text.slice(from, to);
  const isSame = squeezed(chosen) === squeezed(selection.toString());
  if (!isSame) return 'Formulas are drawn here. Show the text as it was written, then select again.';
  const start = from + (chosen.length - chosen.trimStart().length);
  const end = from + chosen.trimEnd().length;
  return start < end ? { start, end } : null;
}

/** Line breaks between blocks are not selected as they were written. */
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

function placeOf(node: Node, offset: number, within: Element): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest<HTMLElement>('[data-start]') ?? null;
  if (block === null || !within.contains(block)) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + before.toString().length;
}

/** The marks with one more, in the order of the text; the same again changes nothing. */
export function withMark(all: readonly TextMark[], mark: TextMark): TextMark[] {
  const isSame = (one: TextMark) =>
    one.start === mark.start && one.end === mark.end && one.label === mark.label;
  return all.some(isSame) ? [...all] : [...all, mark].sort((a, b) => a.start - b.start || a.end - b.end);
}
