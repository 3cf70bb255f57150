import { Fault, shown } from '../fault.ts';

/** A mark in a text as another tool tells it; `text` is what it says stands there. */
export interface ForeignMark {
  start: number;
  end: number;
  label: string;
  text: string | null;
}

/** What somebody answered to one question of a form. */
export type Answer =
  | { kind: 'value'; value: string | number | string[] }
  | { kind: 'marks'; marks: ForeignMark[] };

/** What one person said of one record of another tool. */
export interface ForeignJudgement {
  /** Which of the record's judgements it is, in words. */
  place: string;
  /** As the tool names them: a name, a mail address, or an id. */
  who: string;
  at: string | null;
  /** They would rather not say. */
  isSkip: boolean;
  answers: ReadonlyMap<string, Answer>;
}

/** A record of another tool: what it is about, and what people said of it. */
export interface ForeignRecord {
  /** What was put before people, by name, and what stands beside it; the first that fits tells which question is meant. */
  about: readonly Readonly<Record<string, unknown>>[];
  judgements: readonly (ForeignJudgement | Fault)[];
}

/** Files of judgements that can be read. */
export const JUDGEMENT_FORMATS = ['auto', 'winnow', 'label-studio', 'argilla'] as const;
export type JudgementFormat = (typeof JUDGEMENT_FORMATS)[number];

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which tool wrote a record, by its fields. */
export function formatOf(record: Readonly<Record<string, unknown>>): Exclude<JudgementFormat, 'auto'> {
  if (isPlainObject(record.data) && Array.isArray(record.annotations)) return 'label-studio';
  if ('annotation_id' in record && 'annotator' in record) return 'label-studio';
  if (isPlainObject(record.fields) && typeof record.responses === 'object') return 'argilla';
  if (Object.keys(record).some((name) => name.endsWith('.responses.users'))) return 'argilla';
  return 'winnow';
}

export const unreadable = (place: string, what: string): Fault =>
  new Fault('wrong-type', `${place}: ${what}.`);

/** Names that the fields of a form can have; others are told as they are in a message. */
export const named = (name: string): string => `"${shown(name)}"`;
