import type { PresetSource } from '../../../shared/schemas/source-preset.ts';
import { type JsonObject, setMember } from '../records/json.ts';
import { parsePath, valueAt, without } from '../records/path.ts';
import { scalarText } from '../records/scalar.ts';

/** How records of a source become questions. */
export interface Shape {
  /** What `--map` would say; undefined where the known names are enough. */
  map: string | undefined;
  /** The record with what is composed of several fields put in their place. */
  shape: (record: JsonObject) => JsonObject;
  /** The text of the question, empty where there is none. */
  textOf: (record: JsonObject) => string;
}

/** The fields of a preset as a map for the import, and what no map can say. */
export function shapeOf({ question, options, ...plain }: PresetSource['fields']): Shape {
  const pairs = Object.entries({
    ...plain,
    ...(typeof question === 'string' ? { question } : {}),
    ...(typeof options === 'string' ? { options } : {}),
  }).filter(([field, path]) => path !== undefined && path !== field);
  const textOf = (record: JsonObject): string =>
    typeof question === 'string'
      ? textAt(record, question)
      : question.parts
          .map((part) => textAt(record, part).trim())
          .filter((part) => part !== '')
          .join(question.with);
  return {
    map: pairs.length === 0 ? undefined : pairs.map(([field, path]) => `${field}=${path}`).join(','),
    textOf,
    shape(record) {
      const text = textOf(record);
      let shaped = record;
      if (typeof question !== 'string') {
        shaped = removed(shaped, question.parts);
        setMember(shaped, 'question', text);
      }
      if (typeof options === 'object') {
        const texts = options.of.map((path) => textAt(record, path).trim()).filter((one) => one !== '');
        const left = options.of.filter((path) => !Object.values(plain).includes(path));
        shaped = removed(shaped, left);
        setMember(shaped, 'options', texts.sort());
      }
      return shaped;
    },
  };
}

const removed = (record: JsonObject, paths: readonly string[]): JsonObject =>
  paths.reduce((left, path) => without(left, parsePath(path)), { ...record });

export function textAt(record: JsonObject, path: string): string {
  const value = valueAt(record, parsePath(path));
  return value === undefined ? '' : (scalarText(value) ?? '');
}
