import type { Outlook } from '../../shared/schemas/collection.ts';
import type { TraceFlag } from '../../shared/schemas/trace.ts';

/** What is known about the flags of traces. */
export interface FlagBook {
  /** Code to how many traces of a collection carry it. */
  counts(collection: string): Record<string, number>;
  /** What each policy says of the usable traces of a collection. @param usable how many those are */
  outlooks(collection: string, usable: number): Outlook[];
  /** Codes by the id of the trace; whoever carries none is left out. */
  ofTraces(ids: readonly string[]): ReadonlyMap<string, string[]>;
  ofTrace(id: string): TraceFlag[];
}

/** A workspace in which nobody raises flags. */
export const noFlags: FlagBook = {
  counts: () => ({}),
  outlooks: () => [],
  ofTraces: () => new Map(),
  ofTrace: () => [],
};
