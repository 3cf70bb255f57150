import type { Detector } from '../detector.ts';
import type { Field } from '../field.ts';

interface Section {
  start: number;
  end: number;
  title: string;
  /** Words of what stands below it. */
  words: number;
}

/**
 * Thinking that is a summary: it begins with a heading, and every heading has but a few words below it, most of the
 * titles telling what is being done ("Analyzing the sum"); or headings and short bullets are nearly all there is.
 * Headings of steps with the computation below them are no defect.
 */
export const headingsOnly: Detector = ({ thinking }, rules) => {
  const lines = linesOf(thinking.text);
  const sections = sectionsOf(thinking, lines);
  const [first, last] = [sections[0], sections.at(-1)];
  if (first === undefined || last === undefined || sections.length < rules['headings-only'].headings)
    return [];
  if (lines[0]?.start !== first.start) return [];
  const doing = sections.filter(({ title }) =>
    /^(?:my\s)?\p{L}{3,20}ing\b|\bthought process\b/iu.test(title),
  ).length;
  const short = sections.filter(({ words }) => words <= 140).length;
  const isSummary = doing * 2 >= sections.length && short * 10 >= sections.length * 9;
  const bare = lines.filter((line) => isHeading(line.text) || wordsOf(line.text) <= 8).length;
  const isBare = bare * 10 >= lines.length * 9 && !thinking.text.includes('=');
  if (!isSummary && !isBare) return [];
  const says = `${sections.length} headings with ${sections.reduce((sum, { words }) => sum + words, 0)} words below them.`;
  return [{ field: thinking, start: first.start, end: last.end, says }];
};

interface Line {
  start: number;
  end: number;
  text: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    if (match[0].trim() === '') continue;
    lines.push({ start: match.index, end: match.index + match[0].length, text: match[0].trim() });
  }
  return lines;
}

function sectionsOf(_field: Field, lines: readonly Line[]): Section[] {
  const sections: Section[] = [];
  for (const line of lines) {
    const last = sections.at(-1);
    if (isHeading(line.text)) {
      const title = line.text.replace(/^[#*_\s\d.)]+|[#*_:\s]+$/g, '');
      sections.push({ start: line.start, end: line.end, title, words: 0 });
    } else if (last !== undefined) last.words += wordsOf(line.text);
  }
  return sections;
}

/** A line of Markdown that is a heading, or bold from end to end. */
const isHeading = (line: string): boolean =>
  line.length <= 120 &&
  (/^#{1,6}\s/.test(line) || (/^\*\*[^*]{2,100}\*\*:?$/.test(line) && !/[.!?]\*\*$/.test(line)));

const wordsOf = (line: string): number => line.split(/\s+/).length;
