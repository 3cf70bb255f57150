import { isOfRow } from '../comply/reviewed-text.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { Tables } from '../db/tables.ts';
import type { Trace } from '../db/traces.ts';

/** What is on record about the very row: who wrote its trace under which terms, what people said, what stands out. */
export interface RowAbout {
  /** The model that wrote the trace; null where none did. What the provider did not say is null. */
  model: {
    requested: string;
    answered: string | null;
    responseId: string | null;
    provider: string | null;
  } | null;
  /** Entries of the registry that held when the model was asked. */
  termsRefs: readonly string[];
  /** Judgements on the row or its question that stand, by the place of their events; people are opaque ids. */
  reviews: readonly { reviewer: string; decision: string; event: number }[];
  /** Which parts of it hold words of people who mended them, and whose: opaque ids. Nobody mended what is not named. */
  mended: readonly { part: MendedPart; by: readonly string[] }[];
  /** Flags on the question and its trace; those of its source stand in compliance-report.json. */
  flags: readonly { flagId: string; code: string; state: string }[];
}

export const MENDED_PARTS = ['question', 'thinking', 'answer'] as const;
export type MendedPart = (typeof MENDED_PARTS)[number];

type Reader = Pick<
  Tables,
  'collections' | 'calls' | 'reviews' | 'flags' | 'traces' | 'traceEdits' | 'editWriters'
>;

/** Reads it for row after row. */
export function aboutReader({ collections, calls, reviews, flags, ...edits }: Reader) {
  const known = new Map(
    collections.all().map(({ id, model, provider, terms }) => {
      const { refs = [] } = terms === null ? {} : (JSON.parse(terms) as { refs?: string[] });
      return [id, { model, provider, refs }];
    }),
  );
  return (question: StoredQuestion, trace: Trace): RowAbout => {
    const { model = null, provider = null, refs = [] } = known.get(trace.collection) ?? {};
    const call = trace.call === null ? undefined : calls.byNumber(trace.call);
    const { modelVersion: answered = null, responseId = null } = call ?? {};
    const said = reviews
      .of(question.questionId)
      .filter(isOfRow(question.contentSha256, trace))
      .filter((one) => one.withdrawn === null);
    const raised = [question.questionId, trace.id].flatMap((subject) => [...flags.each({ subject })]);
    return {
      model: model === null ? null : { requested: model, answered, responseId, provider },
      termsRefs: refs,
      reviews: said.map(({ reviewer, decision, event }) => ({ reviewer, decision, event })),
      mended: mendedOf(edits, question, trace),
      flags: raised.map(({ flagId, code, state }) => ({ flagId, code, state })),
    };
  };
}

/**
 * What of a row people wrote: the question, whose own parts are its words, options, answer and solution, and of its
 * trace what differs from the text that came. What was taken back is nobody's.
 */
function mendedOf(
  { traces, traceEdits, editWriters }: Pick<Reader, 'traces' | 'traceEdits' | 'editWriters'>,
  { questionId }: StoredQuestion,
  trace: Trace,
): RowAbout['mended'] {
  const ofQuestion = editWriters.of(questionId);
  const ofTrace = editWriters.of(trace.id);
  let came: Trace | undefined = trace;
  for (let edit = traceEdits.of(trace.id); edit !== undefined; edit = traceEdits.of(edit.before))
    came = traces.byId(edit.before);
  const isMended: Record<MendedPart, boolean> = {
    question: ofQuestion.length > 0,
    thinking: ofTrace.length > 0 && came?.thinking !== trace.thinking,
    answer: ofTrace.length > 0 && came?.answer !== trace.answer,
  };
  return MENDED_PARTS.filter((part) => isMended[part]).map((part) => ({
    part,
    by: part === 'question' ? ofQuestion : ofTrace,
  }));
}
