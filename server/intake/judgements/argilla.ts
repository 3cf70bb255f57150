import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { groupBy } from '../../algorithms/group-by.ts';
import { parser } from '../../algorithms/parser.ts';
import type { Fault } from '../fault.ts';
import { type Answer, type ForeignJudgement, type ForeignRecord, named, unreadable } from './foreign.ts';

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const open = { additionalProperties: true } as const;
const text = Type.String();
const any = Type.Record(text, Type.Unknown());
const moment = Type.Optional(orNull(text));
const status = Type.Optional(orNull(text));

/** What stands beside the responses of a record, in each of its shapes. */
const besides = {
  id: Type.Optional(orNull(text)),
  external_id: Type.Optional(orNull(text)),
  fields: any,
  metadata: Type.Optional(orNull(any)),
};

/** A record as `Dataset.records.to_json` writes it: the responses by question. */
const byQuestionSchema = Type.Object(
  {
    ...besides,
    responses: Type.Record(
      text,
      Type.Array(Type.Object({ value: Type.Unknown(), user_id: orNull(text), status }, open)),
    ),
  },
  open,
);

/** A record as the server's own interface tells it: the responses by person. */
const byPersonSchema = Type.Object(
  {
    ...besides,
    responses: Type.Array(
      Type.Object(
        {
          values: orNull(Type.Record(text, Type.Object({ value: Type.Unknown() }, open))),
          status,
          user_id: orNull(text),
          inserted_at: moment,
          updated_at: moment,
        },
        open,
      ),
    ),
  },
  open,
);

const parseByQuestion = parser(byQuestionSchema);
const parseByPerson = parser(byPersonSchema);

/** Reads a record of Argilla: of `to_json`, of its interface, or flat as `to_datasets` has it. @throws WinnowError `bad-input` */
export function argillaRecord(record: Readonly<Record<string, unknown>>): ForeignRecord {
  if (Array.isArray(record.responses)) return ofPeople(parseByPerson(record, 'The record'));
  if ('responses' in record) return ofQuestions(parseByQuestion(record, 'The record'));
  return ofFlat(record);
}

interface Part {
  question: string;
  value: unknown;
  who: string | null;
  status: string | null;
  at: string | null;
}

/** Beside what was shown the id, ours where it was given to the record. */
const aboutOf = ({ id, external_id, fields, metadata }: Static<typeof byQuestionSchema>) => [
  metadata ?? {},
  fields,
  { id: external_id ?? id ?? undefined },
];

const ofQuestions = (record: Static<typeof byQuestionSchema>): ForeignRecord => ({
  about: aboutOf(record),
  judgements: judgementsOf(
    Object.entries(record.responses).flatMap(([question, all]) =>
      all.map(({ value, user_id, status: state }) => ({
        ...{ question, value, who: user_id, at: null },
        status: state ?? null,
      })),
    ),
  ),
});

const ofPeople = (record: Static<typeof byPersonSchema>): ForeignRecord => ({
  about: aboutOf({ ...record, responses: {} }),
  judgements: record.responses.flatMap(({ values, status: state, user_id, inserted_at, updated_at }) => {
    const rest = { who: user_id, status: state ?? null, at: inUtc(updated_at ?? inserted_at ?? null) };
    const parts = Object.entries(values ?? {}).map(([question, { value }]) => ({ question, value, ...rest }));
    return judgementsOf(parts.length > 0 ? parts : [{ question: '', value: null, ...rest }]);
  }),
});

/** Its server tells moments in UTC, some versions without saying so. */
const inUtc = (at: string | null): string | null =>
  at === null || /(?:z|[+-]\d\d:\d\d)$/i.test(at) ? at : `${at}Z`;

const RESPONSES = '.responses';
const flatSchema = Type.Array(Type.Unknown());
const namesSchema = Type.Array(orNull(text));
const parseValues = parser(flatSchema);
const parseNames = parser(namesSchema);

function ofFlat(record: Readonly<Record<string, unknown>>): ForeignRecord {
  const questions = Object.keys(record)
    .filter((name) => name.endsWith(RESPONSES))
    .map((name) => name.slice(0, -RESPONSES.length));
  const parts = questions.flatMap((question): Part[] => {
    const at = `${question}${RESPONSES}`;
    const values = parseValues(record[at] ?? [], at);
    const users = parseNames(record[`${at}.users`] ?? [], `${at}.users`);
    const states = parseNames(record[`${at}.status`] ?? [], `${at}.status`);
    return values.map((value, i) => ({
      ...{ question, value, who: users[i] ?? null, status: states[i] ?? null, at: null },
    }));
  });
  return { about: [record], judgements: judgementsOf(parts) };
}

/** The answers of each person as one judgement, in the order in which they are named. */
function judgementsOf(parts: readonly Part[]): (ForeignJudgement | Fault)[] {
  return [...groupBy(parts, ({ who }) => who ?? '')].map(([who, said]) => {
    const place = `The response of ${named(who)}`;
    if (who === '' || who === 'None')
      return unreadable('A response', 'nobody is named who gave it (user_id)');
    const states = new Set(said.map(({ status: state }) => state));
    if (states.has('draft') || states.has('pending'))
      return unreadable(place, 'it is a draft, which is no judgement yet');
    const answers = new Map<string, Answer>();
    for (const { question, value } of said) {
      if (question === '' || value === null) continue;
      const answer = answerOf(value);
      if (answer === null) return unreadable(place, `the answer to ${named(question)} can not be read`);
      answers.set(question, answer);
    }
    const at = said[0]?.at ?? null;
    return { place, who, at, isSkip: states.has('discarded'), answers };
  });
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const rankSchema = Type.Array(
  Type.Object({ value: text, rank: Type.Optional(orNull(Type.Integer())) }, open),
);
const spanSchema = Type.Array(
  Type.Object({ label: text, start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) }, open),
);
const parseRanks = parser(rankSchema);
const parseSpans = parser(spanSchema);

/** A label or text, a rating, several labels, marks in a text, or a ranking (its values, the best first). */
function answerOf(value: unknown): Answer | null {
  if (typeof value === 'string' || typeof value === 'number') return { kind: 'value', value };
  if (isTexts(value)) return { kind: 'value', value };
  if (!Array.isArray(value)) return null;
  try {
    if (value.some((one) => typeof one === 'object' && one !== null && 'start' in one))
      return { kind: 'marks', marks: parseSpans(value, 'The marks').map((one) => ({ ...one, text: null })) };
    const ranks = parseRanks(value, 'The ranking');
    const order = [...ranks].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
    return { kind: 'value', value: order.map((one) => one.value) };
  } catch {
    return null;
  }
}
