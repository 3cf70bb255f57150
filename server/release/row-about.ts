import { reviewedText } from '../comply/reviewed-text.ts';
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
  /** Judgements on the text of the row that stand, by the place of their events; people are opaque ids. */
  reviews: readonly { reviewer: string; decision: string; event: number }[];
  /** Flags on the question and its trace; those of its source stand in compliance-report.json. */
  flags: readonly { flagId: string; code: string; state: string }[];
}

type Reader = Pick<Tables, 'collections' | 'calls' | 'reviews' | 'flags'>;

/** Reads it for row after row. */
export function aboutReader({ collections, calls, reviews, flags }: Reader) {
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
    const text = reviewedText(question.contentSha256, trace);
    const said = reviews
      .of(question.questionId)
      .filter((one) => one.textSha256 === text && one.withdrawn === null);
    const raised = [question.questionId, trace.id].flatMap((subject) => [...flags.each({ subject })]);
    return {
      model: model === null ? null : { requested: model, answered, responseId, provider },
      termsRefs: refs,
      reviews: said.map(({ reviewer, decision, event }) => ({ reviewer, decision, event })),
      flags: raised.map(({ flagId, code, state }) => ({ flagId, code, state })),
    };
  };
}
