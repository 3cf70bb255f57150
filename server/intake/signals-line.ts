import { hash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import { type SignalsLine, signalsLineSchema } from '../../shared/schemas/signals-line.ts';
import { parser } from '../algorithms/parser.ts';
import type { Attempt } from '../db/attempts.ts';
import type { SignalKind } from '../db/signals.ts';
import { Fault, shown } from './fault.ts';
import { isObject, type Json, type JsonObject, member, plain, setMember } from './records/json.ts';
import { scalarText } from './records/scalar.ts';

/** Names of signals that have a field of their own. */
const OWN_FIELD = new Map([
  ['domain', 'domain'],
  ['level', 'level'],
  ['trace_tokens', 'tokens'],
]);

/** What a line says of a question: attempts, and named values as texts. */
export interface Measured {
  id: string;
  source: string | undefined;
  attempts: Omit<Attempt, 'question'>[];
  /** Values of the fields domain, level and tokens. */
  signals: [name: string, value: string][];
  own: OwnValue[];
  /** What measured the own values, where the line says so. */
  origin: string | undefined;
}

/** A named value of somebody's own. */
export type OwnValue =
  | { name: string; kind: SignalKind; value: string }
  | { name: string; kind: 'vector'; value: Float32Array };

const parseLine = parser(signalsLineSchema);

/** Checks a line against its schema; numbers in texts keep their digits. */
export function measuredIn(record: JsonObject): Measured | Fault {
  const id = scalarText(member(record, 'id') ?? null);
  if (id === null || id === '')
    return new Fault('missing-id', 'The field id is missing; it names the question.');
  const texts: JsonObject = { ...record };
  setMember(texts, 'id', id);
  const line = checked(texts);
  if (line instanceof Fault) return line;
  const own = ownValues(record);
  if (own instanceof Fault) return own;
  const listed = member(record, 'attempts');
  const exact = Array.isArray(listed) ? listed : [];
  const attempts = (line.attempts ?? []).map((attempt, i) => ({
    model: attempt.model,
    answer: textOf(exact[i], 'answer'),
    text: attempt.text ?? null,
    tokens: attempt.tokens ?? null,
    verdict: attempt.verdict ?? null,
  }));
  return { id, source: line.source, attempts, signals: fieldsOf(line, record), own, origin: line.origin };
}

function checked(record: JsonObject): SignalsLine | Fault {
  try {
    return parseLine(plain(record), 'The line');
  } catch (cause) {
    if (cause instanceof WinnowError) return new Fault('wrong-type', cause.message);
    throw cause;
  }
}

function fieldsOf(line: SignalsLine, record: JsonObject): [string, string][] {
  const signals: [string, string][] = [];
  const put = (name: string, text: string | null) => {
    if (text !== null && text !== '') signals.push([name, text]);
  };
  put('domain', line.domain ?? null);
  put('level', textOf(record, 'level'));
  put('trace_tokens', line.tokens === undefined || line.tokens === null ? null : String(line.tokens));
  return signals;
}

function ownValues(record: JsonObject): OwnValue[] | Fault {
  const named = member(record, 'signals');
  const values: OwnValue[] = [];
  for (const [name, value] of Object.entries(isObject(named) ? named : {})) {
    const field = OWN_FIELD.get(name);
    if (field !== undefined) {
      return new Fault(
        'wrong-type',
        `The signal ${shown(name)} has a field of its own: write "${field}" beside the id.`,
      );
    }
    const own = ownValue(name, value);
    if (own instanceof Fault) return own;
    if (own !== null) values.push(own);
  }
  return values;
}

/** Null for what says nothing: null and the empty text. */
function ownValue(name: string, value: Json): OwnValue | Fault | null {
  if (Array.isArray(value)) {
    const floats = Float32Array.from(value, (item) => Number(plain(item)));
    if (floats.every(Number.isFinite)) return { name, kind: 'vector', value: floats };
    return new Fault(
      'wrong-type',
      `The signal ${shown(name)} holds a number that no float of 32 bits can be.`,
    );
  }
  const text = scalarText(value);
  if (text === null || text === '') return null;
  if (typeof value === 'string') return { name, kind: 'label', value: text };
  if (typeof value === 'boolean') return { name, kind: 'boolean', value: text };
  if (Number.isFinite(Number(text))) return { name, kind: 'number', value: text };
  return new Fault('wrong-type', `The signal ${shown(name)} is a number that is too large: ${shown(text)}.`);
}

const textOf = (value: Json | undefined, name: string): string | null =>
  isObject(value) ? scalarText(member(value, name) ?? null) : null;

/**
 * SHA-256 over what an attempt says. `repeat` tells apart attempts that say the same, as samples of one model
 * may: the second of them in an import is number 1, so that importing a file again adds none.
 */
export const attemptHash = (attempt: Omit<Attempt, 'question'>, repeat: number): Buffer => {
  const { model, answer, text, tokens, verdict } = attempt;
  const said = [model, answer, text, tokens, verdict];
  return hash('sha256', JSON.stringify(repeat === 0 ? said : [...said, repeat]), 'buffer');
};
