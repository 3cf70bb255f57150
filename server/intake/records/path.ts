import { isObject, type Json, type JsonObject, member } from './json.ts';

/** Where in a record a field lies: names joined by dots, a number for a place in an array, from 0. */
export interface FieldPath {
  text: string;
  steps: readonly string[];
}

export const parsePath = (text: string): FieldPath => ({ text, steps: text.split('.') });

/**
 * The value at a path, undefined where there is none. A member whose own name is the whole path, dots and
 * all, goes first.
 */
export function valueAt(record: JsonObject, path: FieldPath): Json | undefined {
  const whole = member(record, path.text);
  if (whole !== undefined) return whole;
  let value: Json | undefined = record;
  for (const step of path.steps) value = childOf(value, step);
  return value;
}

function childOf(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) return /^[0-9]{1,9}$/u.test(step) ? value[Number(step)] : undefined;
  return isObject(value) ? member(value, step) : undefined;
}

/** A copy of the record that lacks the value at the path, and the containers that it leaves empty. */
export function without(record: JsonObject, path: FieldPath): JsonObject {
  if (member(record, path.text) !== undefined) return omit(record, path.text);
  if (valueAt(record, path) === undefined) return record;
  const left = remove(record, path.steps);
  return isObject(left) ? left : {};
}

function remove(value: Json, [step, ...steps]: readonly string[]): Json | undefined {
  if (step === undefined) return undefined;
  const child = childOf(value, step);
  if (child === undefined) return value;
  const left = remove(child, steps);
  if (Array.isArray(value)) {
    const kept = value.flatMap((item, i) => (i !== Number(step) ? [item] : left === undefined ? [] : [left]));
    return kept.length === 0 ? undefined : kept;
  }
  if (!isObject(value)) return value;
  const kept =
    left === undefined
      ? omit(value, step)
      : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, name === step ? left : item]));
  return Object.keys(kept).length === 0 ? undefined : kept;
}

const omit = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
