import { hash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import { type SignalsLine, signalsLineSchema } from '../../shared/schemas/signals-line.ts';
import { parser } from '../algorithms/parser.ts';
import type { Attempt } from '../db/attempts.ts';
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
  signals: [name: string, value: string][];
}

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
  const signals = signalsOf(line, record);
  if (signals instanceof Fault) return signals;
  const listed = member(record, 'attempts');
  const exact = Array.isArray(listed) ? listed : [];
  const attempts = (line.attempts ?? []).map((attempt, i) => ({
    model: attempt.model,
    answer: textOf(exact[i], 'answer'),
    text: attempt.text ?? null,
    tokens: attempt.tokens ?? null,
    verdict: attempt.verdict ?? null,
  }));
  return { id, source: line.source, attempts, signals };
}

function checked(record: JsonObject): SignalsLine | Fault {
  try {
    return parseLine(plain(record), 'The line');
  } catch (cause) {
    if (cause instanceof WinnowError) return new Fault('wrong-type', cause.message);
    throw cause;
  }
}

function signalsOf(line: SignalsLine, record: JsonObject): [string, string][] | Fault {
  const signals: [string, string][] = [];
  const put = (name: string, text: string | null) => {
    if (text !== null && text !== '') signals.push([name, text]);
  };
  put('domain', line.domain ?? null);
  put('level', textOf(record, 'level'));
  put('trace_tokens', line.tokens === undefined || line.tokens === null ? null : String(line.tokens));
  const named = member(record, 'signals');
  for (const [name, value] of Object.entries(isObject(named) ? named : {})) {
    const field = OWN_FIELD.get(name);
    if (field !== undefined) {
      return new Fault(
        'wrong-type',
        `The signal ${shown(name)} has a field of its own: write "${field}" beside the id.`,
      );
    }
    put(name, scalarText(value));
  }
  return signals;
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
