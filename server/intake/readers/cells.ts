import { isUtf8 } from 'node:buffer';
import { Fault } from '../fault.ts';
import type { JsonObject } from '../records/json.ts';
import { invalidText } from '../records/text.ts';
import type { TableRow } from './table.ts';

/** The fields of a row as texts, or why they can not be read. */
export function cellTexts({ bytes, cells }: TableRow, encoding: string): string[] | Fault {
  const texts: string[] = [];
  for (const { from, to, doubled } of cells) {
    const cell = bytes.subarray(from, to);
    if (cell.includes(0)) return new Fault('nul-byte', 'The row holds a NUL character.');
    if (!isUtf8(cell)) return invalidText(cell, encoding);
    const text = cell.toString('utf8');
    texts.push(doubled ? text.replaceAll('""', '"') : text);
  }
  return texts;
}

/** A header: its names, or why it can not serve. A column without a name is called by its number. */
export function headerNames(texts: readonly string[]): string[] | string {
  const names = texts.map((text, i) => text.trim() || `column_${i + 1}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined ? names : `two of its columns are called "${twice}"`;
}

/** A row as an object of texts; an empty field is an empty text. */
export function rowObject(names: readonly string[], texts: readonly string[]): JsonObject | Fault {
  if (texts.length !== names.length) {
    const fields = `${texts.length} ${texts.length === 1 ? 'field' : 'fields'}`;
    return new Fault('ragged-row', `The row has ${fields}, the header ${names.length}.`);
  }
  return Object.fromEntries(names.map((name, i) => [name, texts[i] ?? '']));
}
