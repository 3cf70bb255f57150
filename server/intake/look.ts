import { WinnowError } from '../../shared/error.ts';
import type { Look, LookOrder } from '../../shared/schemas/upload.ts';
import type { Workspace } from '../db/workspace.ts';
import { benchmarkItem } from './benchmark-item.ts';
import { columnsOf } from './columns.ts';
import { Fault } from './fault.ts';
import { type Found, firstRecords } from './first-records.ts';
import { headFacts } from './head-facts.ts';
import { readingOf } from './import-options.ts';
import { stemOf } from './names.ts';
import { FIELDS, type FieldMap, namesTaken } from './records/fields.ts';
import { valueAt } from './records/path.ts';
import { draftOf } from './records/question.ts';

/** Records that are looked at, and those of them that are shown. */
const LOOKED = 100;
const SHOWN = 10;
/** Characters of a value that are shown. */
const LONGEST = 300;

/**
 * Looks at the first records of a file that is going to be imported: what it is taken for, its columns, which of them
 * each field is read from, and what the first records would become. Reads its beginning only, and stores nothing.
 * @throws WinnowError `bad-usage` for options that make no sense
 */
export async function lookAt(
  workspace: Workspace,
  file: { path: string; name: string; bytes: number },
  { kind, ...options }: Omit<LookOrder, 'file'>,
): Promise<Look> {
  const { read, map } = readingOf(workspace, options);
  const facts = await headFacts(file.path, read);
  const about = { file: file.name, bytes: file.bytes, ...facts };
  let found: Found[];
  try {
    found = await firstRecords(file.path, read, LOOKED);
  } catch (cause) {
    if (!(cause instanceof WinnowError) || cause.code !== 'bad-input') throw cause;
    const problem = cause.message.split(file.path).join(file.name);
    return { ...about, problem, looked: 0, columns: [], fields: [], rows: [] };
  }
  const records = found.flatMap(({ record }) => (record === null ? [] : [record]));
  const become = kind === 'benchmark' ? itemFields : questionFields(map, options, file.name);
  return {
    ...about,
    problem: found.length === 0 ? 'It holds no record.' : null,
    looked: found.length,
    columns: columnsOf(records),
    fields: kind === 'benchmark' ? [] : fieldsOf(records, map),
    rows: found.slice(0, SHOWN).map(({ line, record, fault }) => {
      const made = record === null ? fault : become(record, line);
      return made instanceof Fault
        ? { line, reason: made.reason, message: made.message, fields: {} }
        : { line, reason: null, message: null, fields: shortened(made ?? {}) };
    }),
  };
}

type Record_ = NonNullable<Found['record']>;
type Values = Readonly<Record<string, string | null>>;

/** What an import would make of a record. */
const questionFields =
  (map: FieldMap, options: Pick<LookOrder, 'source' | 'license'>, file: string) =>
  (record: Record_): Values | Fault => {
    const draft = draftOf(record, { map, sourceGiven: options.source !== undefined });
    if (draft instanceof Fault) return draft;
    return {
      id: draft.externalId,
      source: draft.source ?? options.source ?? stemOf(file),
      question: draft.question,
      options: draft.options === null ? null : draft.options.join(' | '),
      answer: draft.answer,
      solution: draft.solution,
      license: draft.license ?? options.license ?? null,
      level: draft.level,
      subject: draft.subject,
    };
  };

/** What a benchmark would make of it. */
function itemFields(record: Record_, line: number): Values | Fault {
  const item = benchmarkItem(record, String(line));
  if (item instanceof Fault) return item;
  const { id, text, words, fingerprints, answer } = item;
  const prints = fingerprints === null ? null : `${fingerprints.length} fingerprints of ${words} words`;
  return { id, question: text ?? prints, answer };
}

const shortened = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === ''
        ? []
        : [[name, [...value.slice(0, 2 * LONGEST)].slice(0, LONGEST).join('')]],
    ),
  );

/** For each field of ours, where it is read from. */
function fieldsOf(records: readonly Record_[], map: FieldMap): Look['fields'] {
  const from = new Map<string, Map<string, number>>(FIELDS.map((field) => [field, new Map()]));
  const note = (field: string, path: string): void => {
    const paths = from.get(field);
    paths?.set(path, (paths.get(path) ?? 0) + 1);
  };
  for (const record of records) {
    for (const [field, { name }] of namesTaken(record, map)) note(field, name);
    for (const [field, path] of map) {
      const value = valueAt(record, path);
      if (value !== undefined && value !== null && value !== '') note(field, path.text);
    }
  }
  return FIELDS.map((field) => {
    const paths = from.get(field) ?? new Map<string, number>();
    const mapped = map.get(field);
    return {
      field,
      from: mapped === undefined ? [...paths.keys()] : [mapped.text],
      isMapped: mapped !== undefined,
      filled: [...paths.values()].reduce((sum, count) => sum + count, 0),
    };
  });
}
