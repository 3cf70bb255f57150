/** The one form of a row; every format is rendered from it, and none is ever parsed back. */
export interface CanonicalRow {
  /** Ours, of the question. */
  id: string;
  /** The question with its options. Edges are stripped here and below. */
  question: string;
  trace: string;
  answer: string;
  meta: { source: string; license: string | null; domain: string; rank: number };
}

/** A way to write rows down, a JSON object a line. */
export interface Format {
  name: string;
  /** One sentence for the card. */
  says: string;
  /** The same keys in the same order for every row. */
  render(row: CanonicalRow): { id: string } & Record<string, unknown>;
}

/** What a turn of a chat says. */
export interface Turn {
  role: 'user' | 'assistant';
  content: string;
}

/** The assistant's turn with its thinking inside the content, where no template can drop it. */
export const thinkingAndAnswer = ({ trace, answer }: CanonicalRow): string =>
  `<think>\n${trace}\n</think>\n\n${answer}`;

/**
 * An object as a line of JSON without its line feed. The three characters beyond ASCII that some readers take for
 * the end of a line (next line, line and paragraph separator) are written as escapes; the text stays the same.
 */
export const jsonLine = (value: object): string =>
  JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
