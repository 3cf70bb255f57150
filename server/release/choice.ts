import type { StoredDecision } from '../db/decisions.ts';

/** A question that is released, and with which trace. */
export interface Chosen {
  decision: StoredDecision;
  /** Id of the trace. */
  trace: string;
}

/** Who is released, and who gave way. */
export interface Choice {
  rows: Chosen[];
  wanted: number;
  /** Rows that would have been chosen if nobody had judged any: what a sample for review is drawn from. */
  drawnFrom: Chosen[];
  /**
   * Selected questions that could not be released, by reason: `no-trace`, `retired`, `rejected`, `doubtful` or
   * `unreviewed` where the recipe holds such rows back, `taken-down`, or the outcome of the trace.
   */
  gaveWay: Record<string, number>;
  /** Rows that came from the reserve in their place. */
  fromReserve: number;
  /** Questions of the reserve that were looked at and could not be released either. */
  reservePassedOver: Record<string, number>;
  /** Traces of the questions that were looked at, and why those that fell did. A reply that was blocked is none. */
  traces: { in: number; usable: number; dropped: Record<string, number> };
  /** Rows that are kept from training, to measure it by. */
  validation: Held;
}

/** Rows of the reserve that are held back, and why others of it were passed over on the way. */
export interface Held {
  rows: Chosen[];
  wanted: number;
  /** As of the rows that are trained on. */
  drawnFrom: Chosen[];
  /** As `reservePassedOver`; `near-duplicate` of a question that stands in the release already. */
  passedOver: Record<string, number>;
}

/** Every row that goes out, in the order of provenance.jsonl: those that are trained on first. */
export const releasedRows = ({ rows, validation }: Pick<Choice, 'rows' | 'validation'>): Chosen[] => [
  ...rows,
  ...validation.rows,
];

/** What a sample for review is drawn from: of all rows that go out. */
export const drawnFromAll = ({
  drawnFrom,
  validation,
}: Pick<Choice, 'drawnFrom' | 'validation'>): Chosen[] => [...drawnFrom, ...validation.drawnFrom];
