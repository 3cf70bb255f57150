import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { WinnowError } from '../../../shared/error.ts';
import { parser } from '../../algorithms/parser.ts';
import { Fault } from '../fault.ts';
import {
  type Answer,
  type ForeignJudgement,
  type ForeignMark,
  type ForeignRecord,
  named,
  unreadable,
} from './foreign.ts';

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const open = { additionalProperties: true } as const;
const text = Type.String();
const place = Type.Integer({ minimum: 0 });
const moment = Type.Optional(orNull(text));

const markSchema = Type.Object(
  {
    start: Type.Optional(Type.Union([place, text])),
    end: Type.Optional(Type.Union([place, text])),
    globalOffsets: Type.Optional(Type.Object({ start: place, end: place }, open)),
    text: Type.Optional(orNull(text)),
  },
  open,
);

const resultSchema = Type.Object(
  { from_name: Type.Optional(text), type: text, value: Type.Optional(Type.Record(text, Type.Unknown())) },
  open,
);

const personSchema = Type.Union([
  Type.Integer(),
  text,
  Type.Object(
    {
      id: Type.Optional(Type.Integer()),
      email: Type.Optional(orNull(text)),
      first_name: Type.Optional(orNull(text)),
      last_name: Type.Optional(orNull(text)),
    },
    open,
  ),
]);

/** A task of the JSON export of Label Studio (guide "Task format"). */
const taskSchema = Type.Object(
  {
    data: Type.Record(text, Type.Unknown()),
    annotations: Type.Array(
      Type.Object(
        {
          id: Type.Optional(Type.Union([Type.Integer(), text])),
          completed_by: Type.Optional(orNull(personSchema)),
          was_cancelled: Type.Optional(orNull(Type.Boolean())),
          created_at: moment,
          updated_at: moment,
          result: Type.Array(resultSchema),
        },
        open,
      ),
    ),
  },
  open,
);

/** A line of its JSON-MIN export: data and answers side by side, one person each. */
const flatSchema = Type.Object(
  {
    annotation_id: Type.Union([Type.Integer(), text]),
    annotator: personSchema,
    created_at: moment,
    updated_at: moment,
  },
  open,
);

const parseTask = parser(taskSchema);
const parseFlat = parser(flatSchema);
const parseMark = parser(markSchema);
/** What stands in a JSON-MIN line beside data and answers. */
const OWN = ['id', 'annotator', 'annotation_id', 'created_at', 'updated_at', 'lead_time', 'agreement'];
/** What `reviews wanted` sends along, which is no answer. */
const SENT = ['externalId', 'source', 'textSha256', 'prompt', 'thinking', 'answer', 'question', 'questionId'];

/** Reads a record of the JSON or JSON-MIN export of Label Studio. @throws WinnowError `bad-input` for another shape */
export function labelStudioRecord(record: Readonly<Record<string, unknown>>): ForeignRecord {
  if ('annotations' in record) return ofTask(parseTask(record, 'The task'));
  return ofFlat(parseFlat(record, 'The line'), record);
}

const ofTask = ({ data, annotations }: Static<typeof taskSchema>): ForeignRecord => ({
  about: [data],
  judgements: annotations.map((one, i): ForeignJudgement | Fault => {
    const at = `Annotation ${one.id ?? i + 1}`;
    const who = nameOf(one.completed_by ?? null);
    if (who === null) return unreadable(at, 'nobody is named who made it (completed_by)');
    const answers = new Map<string, Answer>();
    for (const result of one.result) {
      const name = result.from_name ?? '';
      const answer = answerOf(result, at);
      if (answer instanceof Fault) return answer;
      answers.set(name, together(answers.get(name), answer));
    }
    const moment = one.updated_at ?? one.created_at ?? null;
    return { place: at, who, at: moment, isSkip: one.was_cancelled === true, answers };
  }),
});

function ofFlat(
  { annotation_id, annotator, created_at, updated_at }: Static<typeof flatSchema>,
  record: Readonly<Record<string, unknown>>,
): ForeignRecord {
  const { id: _task, ...about } = record; // the number of the task stands where the id of the data was
  const place = `Annotation ${annotation_id}`;
  const who = nameOf(annotator) ?? '';
  const answers = new Map<string, Answer>();
  for (const [name, value] of Object.entries(record)) {
    if (OWN.includes(name) || SENT.includes(name)) continue;
    const answer = flatAnswer(name, value, place);
    if (answer instanceof Fault) return { about: [about], judgements: [answer] };
    if (answer !== null) answers.set(name, answer);
  }
  const at = updated_at ?? created_at ?? null;
  return { about: [about], judgements: [{ place, who, at, isSkip: false, answers }] };
}

/** A mail address where there is one, else a name, else the number. */
function nameOf(person: Static<typeof personSchema> | null): string | null {
  if (person === null) return null;
  if (typeof person !== 'object') return String(person).trim() || null;
  const full = `${person.first_name ?? ''} ${person.last_name ?? ''}`.trim();
  return person.email?.trim() || full || (person.id === undefined ? null : String(person.id));
}

/** Answers of several results to one name are one. */
function together(before: Answer | undefined, answer: Answer): Answer {
  if (before?.kind === 'marks' && answer.kind === 'marks')
    return { kind: 'marks', marks: [...before.marks, ...answer.marks] };
  return answer;
}

type Result = Static<typeof resultSchema>;

function answerOf({ from_name: name = '', type, value = {} }: Result, place: string): Answer | Fault {
  const inner = value[type];
  if (type === 'choices' && isTexts(inner)) return { kind: 'value', value: oneOrAll(inner) };
  if ((type === 'rating' || type === 'number') && typeof inner === 'number')
    return { kind: 'value', value: inner };
  if (type === 'textarea')
    return textOf(value.text) ?? unreadable(place, `the text of ${named(name)} is none`);
  if (type === 'taxonomy' && Array.isArray(inner) && inner.every(isTexts))
    return { kind: 'value', value: inner.map((path) => path.join(' / ')) };
  if ((type === 'labels' || type === 'hypertextlabels') && isTexts(inner))
    return (
      marksOf(value, inner) ?? unreadable(place, `a mark of ${named(name)} has no start and end in the text`)
    );
  return unreadable(place, `${named(name)} is of the type ${named(type)}, which can not be read`);
}

/** In JSON-MIN one value stands bare, and several are told as a list or with their kind. */
function flatAnswer(name: string, value: unknown, place: string): Answer | Fault | null {
  if (value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return { kind: 'value', value };
  if (isTexts(value)) return { kind: 'value', value: oneOrAll(value) };
  const kinds = ['choices', 'rating', 'textarea', 'taxonomy', 'labels', 'hypertextlabels'];
  const parts = Array.isArray(value) ? (value as unknown[]) : [value];
  let found: Answer | undefined;
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) return unreadable(place, `${named(name)} can not be read`);
    const type = kinds.find((kind) => kind in part) ?? ('text' in part ? 'textarea' : 'unknown');
    const answer = answerOf({ from_name: name, type, value: part as Record<string, unknown> }, place);
    if (answer instanceof Fault) return answer;
    found = together(found, answer);
  }
  return found ?? null;
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
const oneOrAll = (values: string[]): string | string[] =>
  values.length === 1 ? (values[0] as string) : values;

function textOf(value: unknown): Answer | null {
  if (typeof value === 'string') return { kind: 'value', value };
  return isTexts(value) ? { kind: 'value', value: value.join('\n') } : null;
}

/** A mark for each of its labels. */
function marksOf(value: Record<string, unknown>, labels: readonly string[]): Answer | null {
  let mark: Static<typeof markSchema>;
  try {
    mark = parseMark(value, 'The mark');
  } catch (cause) {
    if (cause instanceof WinnowError) return null;
    throw cause;
  }
  const { start, end } = mark.globalOffsets ?? mark;
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  const marks = labels.map((label): ForeignMark => ({ start, end, label, text: mark.text ?? null }));
  return { kind: 'marks', marks };
}
