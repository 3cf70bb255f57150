import { WinnowError } from '../../../shared/error.ts';
import { type TraceLine, traceLineSchema } from '../../../shared/schemas/trace-line.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { parser } from '../../algorithms/parser.ts';
import { Fault } from '../fault.ts';
import { type Json, type JsonObject, member, plain, setMember } from '../records/json.ts';
import { scalarText } from '../records/scalar.ts';
import { KNOWN_COLUMNS, type TraceColumns } from './columns.ts';

/** A trace that was made elsewhere. What its line does not say is null. */
export interface ForeignTrace {
  thinking: string | null;
  answer: string | null;
  kind: 'raw' | 'summary';
  provider: string | null;
  model: string | null;
  modelVersion: string | null;
  responseId: string | null;
  finishReason: string | null;
  createdAt: string | null;
  termsId: string | null;
  /** The verdict of whoever made it; ours is found anew. */
  verdict: Verdict | null;
  usage: { prompt: number | null; thoughts: number | null; answer: number | null };
}

/** Which question a line speaks of, and its traces: one, or one for each known pair of columns. */
export interface ForeignTraces {
  id: string | null;
  source: string | undefined;
  question: string | null;
  traces: ForeignTrace[];
}

/** Other names of our fields, in the order of their rank. */
const ALIASES: readonly (readonly [string, readonly string[]])[] = [
  ['question', ['problem', 'prompt']],
  ['thinking', ['reasoning', 'reasoning_content']],
  ['answer', ['response', 'content']],
  ['modelVersion', ['model_version']],
  ['responseId', ['response_id']],
  ['finishReason', ['finish_reason']],
  ['createdAt', ['created_at']],
];

const parseLine = parser(traceLineSchema);

/** Reads a line of our own form or of a known data set; numbers in ids keep their digits. */
export function tracesIn(record: JsonObject): ForeignTraces | Fault {
  const columns = KNOWN_COLUMNS.filter(({ thinking }) => holds(record, thinking));
  const line = checked(named(record, columns.length > 0));
  if (line instanceof Fault) return line;
  const id = line.id ?? null;
  const question = line.question ?? null;
  if ((id === null || id === '') && (question === null || question.trim() === ''))
    return new Fault('missing-id', 'Neither id nor question says which question of the pool is meant.');
  const traces = columns.length > 0 ? columns.map((one) => fromColumns(record, one)) : [fromLine(line)];
  const wrong = traces.find((trace) => trace instanceof Fault);
  if (wrong instanceof Fault) return wrong;
  return {
    id: id === '' ? null : id,
    source: line.source ?? undefined,
    question,
    traces: traces.filter((trace): trace is ForeignTrace => !(trace instanceof Fault)),
  };
}

/** Every published set puts a solution, a grade or a source beside the trace: only the question is read then. */
function named(record: JsonObject, isKnownSet: boolean): JsonObject {
  const own: JsonObject = {};
  const id = scalarText(member(record, 'id') ?? null);
  if (id !== null) setMember(own, 'id', id);
  const names = isKnownSet ? ['question'] : Object.keys(traceLineSchema.properties);
  for (const name of names) {
    if (name === 'id') continue;
    const value = saidAs(record, name);
    if (value !== undefined) setMember(own, name, value);
  }
  return own;
}

function saidAs(record: JsonObject, name: string): Json | undefined {
  const own = member(record, name);
  if (own !== undefined && own !== null) return own;
  const aliases = ALIASES.find(([ours]) => ours === name)?.[1] ?? [];
  return aliases.map((alias) => member(record, alias)).find((value) => value !== undefined && value !== null);
}

const holds = (record: JsonObject, name: string): boolean => {
  const value = member(record, name);
  return Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value !== '';
};

function checked(record: JsonObject): TraceLine | Fault {
  try {
    return parseLine(plain(record), 'The line');
  } catch (cause) {
    if (cause instanceof WinnowError) return new Fault('wrong-type', cause.message);
    throw cause;
  }
}

const fromLine = (line: TraceLine): ForeignTrace => ({
  thinking: line.thinking ?? null,
  answer: line.answer ?? null,
  kind: line.kind ?? 'raw',
  provider: line.provider ?? null,
  model: line.model ?? null,
  modelVersion: line.modelVersion ?? null,
  responseId: line.responseId ?? null,
  finishReason: line.finishReason ?? null,
  createdAt: line.createdAt ?? null,
  termsId: line.termsId ?? null,
  verdict: line.verdict ?? null,
  usage: {
    prompt: line.usage?.prompt ?? null,
    thoughts: line.usage?.thoughts ?? null,
    answer: line.usage?.answer ?? null,
  },
});

function fromColumns(
  record: JsonObject,
  { thinking, answer, grade, provider, model }: TraceColumns,
): ForeignTrace | Fault {
  const thoughts = joined(member(record, thinking) ?? null);
  if (thoughts === null)
    return new Fault('wrong-type', `The field ${thinking} is no text and no list of texts.`);
  const said = member(record, answer) ?? null;
  if (said !== null && typeof said !== 'string')
    return new Fault('wrong-type', `The field ${answer} is no text.`);
  return {
    thinking: thoughts,
    answer: said,
    kind: 'raw',
    provider,
    model,
    modelVersion: null,
    responseId: null,
    finishReason: null,
    createdAt: null,
    termsId: null,
    verdict: verdictOf(grade === null ? null : (member(record, grade) ?? null)),
    usage: { prompt: null, thoughts: null, answer: null },
  };
}

/** s1K keeps the parts of a trajectory as a list. */
function joined(value: Json): string | null {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return null;
  const parts = value.filter((part) => typeof part === 'string');
  return parts.length === value.length ? parts.join('\n') : null;
}

function verdictOf(grade: Json): Verdict | null {
  if (grade === 'Yes' || grade === true) return 'correct';
  return grade === 'No' || grade === false ? 'wrong' : null;
}
