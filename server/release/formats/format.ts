import type { Template } from '../../../shared/schemas/training.ts';

/** The one form of a row; every format is rendered from it, and none is ever parsed back. */
export interface CanonicalRow {
  /** Ours, of the question. */
  id: string;
  /** What the chat says before the question, in place of the template's own; nothing of it where it is left out. */
  system?: string;
  /** The question with its options. Edges are stripped here and below. */
  question: string;
  trace: string;
  answer: string;
  meta: { source: string; license: string | null; domain: string; rank: number };
}

/** A column of the table that a format is: text, an object, or a list of objects, whose values are text or such lists. */
export type Column = { name: string; list: null } | ListColumn | ObjectColumn;
export interface ListColumn {
  name: string;
  list: readonly (string | ListColumn)[];
}
export interface ObjectColumn {
  name: string;
  object: readonly (string | ListColumn)[];
}

/** A way to write rows down, a JSON object a line, and the same as a table. */
export interface Format {
  name: string;
  /** One sentence for the card. */
  says: string;
  /** The keys of every row in their order. */
  columns: readonly Column[];
  /** The key that comes last where the rows have a system text of their own and the format has a place for it. */
  systemColumn?: Column;
  /** The same keys in the same order for every row. */
  render(row: CanonicalRow, template: Template): { id: string } & Record<string, unknown>;
}

export const text = (name: string): Column => ({ name, list: null });

/** A turn of a chat as `messages` formats name it. */
export interface Turn {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** The turn of the system, where the row has one. */
export const systemTurn = ({ system }: CanonicalRow): Turn[] =>
  system === undefined ? [] : [{ role: 'system', content: system }];

/** A column of turns. */
export const turns = (name: string): Column => ({ name, list: ['role', 'content'] });

/**
 * An object as a line of JSON without its line feed. The three characters beyond ASCII that some readers take for
 * the end of a line (next line, line and paragraph separator) are written as escapes; the text stays the same.
 */
export const jsonLine = (value: object): string =>
  JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
