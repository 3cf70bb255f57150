import { stripEdges } from '../../shared/strip-edges.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { ImportedFile } from '../db/imports.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { Trace } from '../db/traces.ts';
import type { CanonicalRow } from './formats/format.ts';
import type { RowAbout } from './row-about.ts';

/** Everything that is known about where a row comes from. */
export interface Origin {
  decision: StoredDecision;
  question: StoredQuestion;
  trace: Trace;
  /** Name of the teacher. */
  teacher: string;
  /** What a person concluded of its licence, null where nobody did. */
  concluded: { id: string; spdx: string } | null;
  /** The file of the import, undefined where the import does not name it. */
  file: ImportedFile | undefined;
  about: RowAbout;
}

/** The row that every format is rendered from: edges stripped, nothing else changed. */
export const canonicalRow = (
  { decision, question, trace }: Origin,
  prompt: string,
  system?: string,
): CanonicalRow => ({
  id: question.questionId,
  ...(system === undefined ? {} : { system: stripEdges(system) }),
  question: stripEdges(prompt),
  trace: stripEdges(trace.thinking ?? ''),
  answer: stripEdges(trace.answer ?? ''),
  meta: {
    source: question.source,
    license: question.license,
    domain: decision.signals.domain,
    rank: decision.rank ?? 0,
  },
});

/** The files that a row stands in: `data/FORMAT/train.jsonl` or `data/FORMAT/validation.jsonl`. */
export type Split = 'train' | 'validation';

/** Where a row stands: its line in provenance.jsonl, and in the files of its split. 1-based. */
export interface RowPlace {
  line: number;
  split: Split;
  splitLine: number;
}

/**
 * A line of `provenance.jsonl`: where the row stands, hash of its line in every format, the way back to the file it was
 * imported from, which model and terms its trace is of, what people mended, and what they said of it. The same keys in every row.
 * @param lines SHA-256 of the line in each format, without its line feed, hex
 */
export const provenanceOf = (
  place: RowPlace,
  lines: Readonly<Record<string, string>>,
  { decision, question, trace, teacher, concluded, file, about }: Origin,
): object => ({
  ...place,
  lines,
  questionId: question.questionId,
  externalId: question.externalId,
  source: question.source,
  revision: question.revision,
  import: {
    importId: question.importId,
    file: file?.name ?? null,
    fileSha256: file?.sha256 ?? null,
    row: question.row,
  },
  licenseDeclared: question.license,
  licenseConcluded: concluded === null ? null : { spdx: concluded.spdx, conclusion: concluded.id },
  contentSha256: Buffer.from(question.contentSha256).toString('hex'),
  version: question.version,
  rank: decision.rank,
  signals: decision.signals,
  trace: {
    id: trace.id,
    kind: trace.kind,
    teacher,
    collectionId: trace.collection,
    tokens: trace.tokens,
    model: about.model,
    termsRefs: about.termsRefs,
  },
  mended: about.mended,
  reviews: about.reviews,
  flags: about.flags,
});
