import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';

/** A question that a run kept although a benchmark question nearly stands in it, for a person to rule on. */
export interface OverlapCase {
  questionId: string;
  externalId: string | null;
  source: string;
  /** Whether the run selected it. */
  kept: boolean;
  benchmark: string;
  itemId: string;
  /** Share of the information of the benchmark question that stands there, and the share that makes an overlap. */
  containment: number;
  needed: number;
  spans: readonly { start: number; end: number; text: string; field?: string }[];
}

/**
 * What a run noted of overlaps and nobody has ruled on since: the selected first, then whatever is closest to an
 * overlap.
 */
export function overlapCases(
  { decisions, overlapRulings }: Pick<Tables, 'decisions' | 'overlapRulings'>,
  run: StoredRun,
): OverlapCase[] {
  const ruled = new Set(
    overlapRulings.all().map(({ question, benchmark, item }) => keyOf(question, benchmark, item)),
  );
  const cases: OverlapCase[] = [];
  for (const { questionId, externalId, source, kept, evidence } of decisions.ofRun(run.n)) {
    for (const note of overlapNotes(evidence)) {
      const { benchmark, itemId, containment = 0, needed = 1, spans } = note;
      if (ruled.has(keyOf(questionId, benchmark, itemId))) continue;
      cases.push({
        ...{ questionId, externalId, source, kept },
        ...{ benchmark, itemId, containment, needed, spans },
      });
    }
  }
  return cases.sort(
    (a, b) =>
      Number(b.kept) - Number(a.kept) ||
      a.needed - a.containment - (b.needed - b.containment) ||
      (a.questionId < b.questionId ? -1 : 1),
  );
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

type Note = Pick<OverlapCase, 'benchmark' | 'itemId' | 'spans'> &
  Partial<Pick<OverlapCase, 'containment' | 'needed'>>;

function overlapNotes({ notes }: Readonly<Record<string, unknown>>): Note[] {
  if (!Array.isArray(notes)) return [];
  return (notes as (Note & { stage: string; reason: string })[]).filter(
    ({ stage, reason }) => stage === 'overlap' && reason === 'benchmark-overlap',
  );
}
