import { createHash } from 'node:crypto';
import { type EffectiveLicence, effectiveLicence } from '../comply/effective-licence.ts';
import { finding } from '../comply/flag.ts';
import type { LicenceTable } from '../comply/licence-table.ts';
import { type SourceRow, sourceFacts, sourceFindings } from '../comply/source-findings.ts';
import type { Collection } from '../db/collections.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { RaisedFlag } from '../db/raise-flags.ts';
import type { Tables } from '../db/tables.ts';
import type { Trace } from '../db/traces.ts';
import { personalDataIn } from '../decide/traces/personal-in.ts';
import type { Chosen } from './choice.ts';
import { evidenceFindings } from './trace-evidence.ts';

/** A row that is to be released, with what the gate has to know of it. */
export interface GateRow {
  /** 1-based. */
  line: number;
  chosen: Chosen;
  question: StoredQuestion;
  trace: Trace;
  collection: Collection | undefined;
  origin: SourceRow;
  licence: EffectiveLicence;
  /** What is to be said of it that is not in the log yet, or may be. */
  findings: RaisedFlag[];
}

type Reader = Pick<Tables, 'questions' | 'traces' | 'collections' | 'licenceConclusions' | 'calls' | 'blobs'>;

/** Reads what the gate looks at of each row. A row whose question or trace is gone is left to whoever writes it. */
export function gateRows(tables: Reader, chosen: readonly Chosen[], licences: LicenceTable): GateRow[] {
  const collections = new Map(tables.collections.all().map((one) => [one.id, one]));
  const concluded = tables.licenceConclusions.reader();
  const known = new Map<string, RaisedFlag[]>();
  return chosen.flatMap((one, i) => {
    const question = tables.questions.byId(one.decision.questionId);
    const trace = tables.traces.byId(one.trace);
    if (question === undefined || trace === undefined) return [];
    const { source, license: declared, revision } = question;
    const origin: SourceRow = { source, declared, revision, ...sourceFacts(question.meta) };
    const said = concluded(source, declared);
    const conclusion = said === undefined ? null : { id: said.id, spdx: said.spdx };
    const key = JSON.stringify([origin, conclusion]);
    const ofSource = known.get(key) ?? about('source', source, sourceFindings(licences, origin, conclusion));
    known.set(key, ofSource);
    const collection = collections.get(trace.collection);
    return {
      line: i + 1,
      chosen: one,
      question,
      trace,
      collection,
      origin,
      licence: effectiveLicence(licences, {
        declared,
        concluded: conclusion?.spdx ?? null,
        upstream: origin.upstream,
        generator: termsOf(collection),
      }),
      findings: [...ofSource, ...ofQuestion(question), ...ofTrace(tables, trace)],
    };
  });
}

const about = (
  type: 'source' | 'question' | 'trace',
  id: string,
  findings: readonly Omit<RaisedFlag, 'subject'>[],
): RaisedFlag[] => findings.map((one) => ({ ...one, subject: { type, id } }));

/** Ids of the terms that a collection was made under; none where nobody was asked, or nothing is known. */
export function termsOf(collection: Collection | undefined): string[] {
  if (collection?.terms === undefined || collection.terms === null) return [];
  const { refs } = JSON.parse(collection.terms) as { refs?: readonly string[] };
  return [...(refs ?? [])];
}

/** Personal data in it, and bytes that are not those that were hashed. */
function ofQuestion(question: StoredQuestion): RaisedFlag[] {
  const { questionId, contentSha256, options, answer, solution } = question;
  const content = createHash('sha256').update(JSON.stringify([question.question, options, answer, solution]));
  const stored = Buffer.from(contentSha256).toString('hex');
  const now = content.digest('hex');
  return about('question', questionId, [
    ...personal(question),
    ...(stored === now ? [] : [finding('release', 'HASH_MISMATCH', { stored, now })]),
  ]);
}

/** The import has raised it already where it came in by this version. */
function personal(question: StoredQuestion) {
  const place = personalDataIn(question);
  return place === null ? [] : [finding('import', 'PII_SUSPECTED', { ...place })];
}

/** The raw reply behind it, and what the detector of traces saw that the question has too: else it is not usable. */
function ofTrace(tables: Reader, trace: Trace): RaisedFlag[] {
  return about('trace', trace.id, [...evidenceFindings(tables, trace), ...personalIn(trace)]);
}

function personalIn({ evidence }: Trace) {
  if (evidence === null || !evidence.includes('"personal-data"')) return [];
  const findings = JSON.parse(evidence) as { defect?: string; text?: string }[];
  const seen = findings.find(({ defect }) => defect === 'personal-data');
  if (seen === undefined) return [];
  return [finding('response', 'PII_SUSPECTED', { span: seen.text ?? null, detector: 1 })];
}
