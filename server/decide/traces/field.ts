import { type Regions, regionsOf } from './regions.ts';
import { type Span, sentencesOf } from './sentences.ts';

/** One of the two texts of a trace with what several detectors need of it, each worked out once. */
export interface Field {
  readonly name: 'thinking' | 'answer';
  readonly text: string;
  /** Formulas and code, and what is still open at the end. */
  readonly regions: Regions;
  /** The text with blanks in place of formulas and code: offsets stay. */
  readonly prose: string;
  /** The sentences and lines of the text. */
  readonly sentences: readonly Span[];
  /** Where the text ends but for white space. */
  readonly end: number;
}

export function fieldOf(name: Field['name'], text: string): Field {
  const regions = regionsOf(text);
  return {
    name,
    text,
    regions,
    prose: blanked(text, regions.spans),
    sentences: sentencesOf(text),
    end: endOf(text),
  };
}

/** The text with blanks in place of the spans, which ascend and never overlap; line ends stay. */
export function blanked(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

function endOf(text: string): number {
  let end = text.length;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}
