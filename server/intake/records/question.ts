import { Fault, shown } from '../fault.ts';
import { type Field, type FieldMap, hasEmptyQuestion, pickFields, saysNothing } from './fields.ts';
import { isObject, type Json, type JsonObject, setMember, writeJson } from './json.ts';
import { freeName, levelIn, mergeMeta, subjectIn } from './meta.ts';
import { optionsOf } from './options.ts';
import { scalarText } from './scalar.ts';

/** What a record says of a question, before it has an id. */
export interface Draft {
  externalId: string | null;
  /** The source that the record names. */
  source: string | null;
  question: string;
  options: string[] | null;
  answer: string | null;
  solution: string | null;
  license: string | null;
  level: string | null;
  subject: string | null;
  meta: string;
}

/** What the command line says about the fields. */
export interface DraftOptions {
  map: FieldMap;
  /** The source is given: what the record says of it is kept in `meta`. */
  sourceGiven: boolean;
}

/** A question from a record, or why it holds none. Nothing that the record says is lost. */
export function draftOf(record: JsonObject, { map, sourceGiven }: DraftOptions): Draft | Fault {
  const { values, rest, metaName } = pickFields(record, map);
  const question = questionText(values.get('question'), record, map);
  if (question instanceof Fault) return question;
  const texts = new Map<Field, string | null>();
  for (const field of TEXTS) {
    const text = fieldText(field, values.get(field));
    if (text instanceof Fault) return text;
    texts.set(field, text);
  }
  const given = values.get('options');
  const options = given === undefined ? null : optionsOf(given);
  if (options instanceof Fault) return options;
  keepAside(values, rest, sourceGiven);
  const meta = mergeMeta(values.get('meta'), metaName, rest);
  return {
    externalId: texts.get('id') ?? null,
    source: sourceGiven ? null : (texts.get('source') ?? null),
    question,
    options,
    answer: texts.get('answer') ?? null,
    solution: texts.get('solution') ?? null,
    license: texts.get('license') ?? null,
    level: softText(values.get('level')) ?? levelIn(meta),
    subject: softText(values.get('subject')) ?? subjectIn(meta),
    meta: writeJson(meta),
  };
}

/** Fields that must be a text, or a number as it is written. */
const TEXTS = ['id', 'source', 'answer', 'solution', 'license'] as const;

function questionText(value: Json | undefined, record: JsonObject, map: FieldMap): string | Fault {
  if (value === undefined) return missingQuestion(record, map);
  if (typeof value !== 'string') return wrongType('question', value, 'question');
  return isInvisible(value)
    ? new Fault('empty-question', 'The question is white space and invisible characters only.')
    : value;
}

/** True where no letter would be seen: white space, and characters of format such as U+200B and U+FEFF. */
const isInvisible = (text: string): boolean => !/[^\p{White_Space}\p{Cf}]/u.test(text);

function fieldText(field: Field, value: Json | undefined): string | null | Fault {
  if (value === undefined) return null;
  return scalarText(value) ?? wrongType(field, value, field);
}

const softText = (value: Json | undefined): string | null => (value === undefined ? null : scalarText(value));

/** What is not taken after all goes to the rest: a level that is a list, a source where one was given. */
function keepAside(values: ReadonlyMap<Field, Json>, rest: JsonObject, sourceGiven: boolean): void {
  for (const field of ['level', 'subject'] as const) {
    const value = values.get(field);
    if (value !== undefined && scalarText(value) === null) setMember(rest, freeName(rest, field), value);
  }
  const source = values.get('source');
  if (sourceGiven && source !== undefined) setMember(rest, freeName(rest, 'source'), source);
}

function missingQuestion(record: JsonObject, map: FieldMap): Fault {
  if (hasEmptyQuestion(record, map)) return new Fault('empty-question', 'The question is empty.');
  const path = map.get('question');
  const names = Object.keys(record);
  const fields =
    names
      .slice(0, 12)
      .map((name) => shown(name, 30))
      .join(', ') || 'none';
  const more = names.length > 12 ? `, and ${names.length - 12} more` : '';
  const sought =
    path === undefined ? 'No field is known as a question' : `There is no text at ${shown(path.text)}`;
  const hint = `Name one with --map question=${suggestion(record)}.${nestHint(record)}`;
  return new Fault('missing-question', `${sought}; the fields are ${fields}${more}. ${hint}`);
}

/** A path at which a text lies that may be the question: for chats the first message. */
function suggestion(record: JsonObject): string {
  for (const [name, value] of Object.entries(record)) {
    const first = Array.isArray(value) ? value[0] : undefined;
    const text = isObject(first)
      ? ['content', 'value', 'text'].find((key) => typeof first[key] === 'string')
      : undefined;
    if (text !== undefined) return `${shown(name, 30)}.0.${text}`;
  }
  return 'FIELD';
}

function nestHint(record: JsonObject): string {
  const list = Object.entries(record).find(
    ([, value]) => Array.isArray(value) && value.length > 1 && value.every(isObject),
  );
  return list === undefined
    ? ''
    : ` Where the records lie in ${shown(list[0], 30)}, say --records ${shown(list[0], 30)}[].`;
}

function wrongType(field: string, value: Json, mapped: string): Fault {
  const kind = Array.isArray(value)
    ? 'an array'
    : isObject(value)
      ? 'an object'
      : `the ${typeof value} ${scalarText(value) ?? ''}`;
  const inner = Array.isArray(value) ? 'FIELD.0' : 'FIELD.NAME';
  const hint =
    typeof value === 'object' && !saysNothing(value)
      ? `; name the text in it with --map ${mapped}=${inner}`
      : '';
  return new Fault('wrong-type', `The field ${field} is ${kind}, not a text${hint}.`);
}
