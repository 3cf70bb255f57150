import { Fault } from '../fault.ts';
import { isObject, type Json, type JsonObject, member } from './json.ts';
import { parseJson } from './parse.ts';
import { scalarText } from './scalar.ts';

/**
 * The options of a question as texts: an array of texts or numbers; an object of them by letter; an object
 * with the arrays `text` and `label`; or any of these as JSON text, as tables have it. Letters that are not
 * simply A, B, C … in order are put before the text. No options are null.
 */
export function optionsOf(value: Json): string[] | null | Fault {
  if (Array.isArray(value)) return texts(value);
  if (isObject(value)) return labelled(value);
  if (typeof value === 'string' && /^\s*[[{]/u.test(value)) {
    const parsed = parseJson(value);
    if (!(parsed instanceof Fault) && typeof parsed === 'object') return optionsOf(parsed);
  }
  return wrong('is no list; write a JSON array of texts');
}

function texts(list: readonly Json[]): string[] | null | Fault {
  const options: string[] = [];
  for (const item of list) {
    const text = scalarText(item);
    if (text === null) return wrong('holds something that is neither a text nor a number');
    options.push(text);
  }
  return options.length === 0 ? null : options;
}

function labelled(object: JsonObject): string[] | null | Fault {
  const [text, label] = [member(object, 'text'), member(object, 'label')];
  const pair = Array.isArray(text) && Array.isArray(label) && text.length === label.length;
  const labels = pair ? texts(label) : Object.keys(object);
  const options = texts(pair ? text : Object.values(object));
  if (options === null || labels === null || options instanceof Fault || labels instanceof Fault) {
    return options instanceof Fault ? options : labels instanceof Fault ? labels : null;
  }
  const inOrder = labels.every((name, i) => name === String.fromCharCode(65 + i));
  return inOrder ? options : options.map((option, i) => `${labels[i]}) ${option}`);
}

const wrong = (why: string) => new Fault('wrong-type', `The field options ${why}.`);
