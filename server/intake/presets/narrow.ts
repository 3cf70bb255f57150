import { hash } from 'node:crypto';
import type { PresetList, PresetRule } from '../../../shared/schemas/source-preset.ts';
import { saysNothing } from '../records/fields.ts';
import type { JsonObject } from '../records/json.ts';
import { parsePath, valueAt } from '../records/path.ts';
import { scalarText } from '../records/scalar.ts';
import { textAt } from './shape.ts';

/** Texts of the lists that rules name, as `textKey` has them, by `listKey`. */
export type Lists = ReadonlyMap<string, ReadonlySet<string>>;

export const listKey = ({ dataset, config, split, field }: PresetList): string =>
  JSON.stringify([dataset, config, split, field]);
export const textKey = (text: string): string => hash('sha256', text);

/** The lists that rules name, each once. */
export function listsOf(rules: readonly PresetRule[]): PresetList[] {
  const all = rules
    .flatMap((rule) => ('any' in rule ? rule.any : [rule]))
    .flatMap((rule) => {
      if ('listedIn' in rule) return [rule.listedIn];
      return 'notListedIn' in rule ? [rule.notListedIn] : [];
    });
  return [...new Map(all.map((list) => [listKey(list), list])).values()];
}

/** Whether a record meets all rules of a preset. Pure. */
export function meets(record: JsonObject, rules: readonly PresetRule[], lists: Lists): boolean {
  return rules.every((rule): boolean => {
    if ('any' in rule) return rule.any.some((one) => meets(record, [one], lists));
    if ('is' in rule) return rule.is.some((wanted) => isSame(record, rule.field, wanted));
    if ('isThere' in rule) return isThere(record, rule.field) === rule.isThere;
    if ('atMost' in rule) return leadingNumber(textAt(record, rule.field)) <= rule.atMost;
    const list = 'listedIn' in rule ? rule.listedIn : rule.notListedIn;
    const isListed = lists.get(listKey(list))?.has(textKey(textAt(record, rule.field))) === true;
    return isListed === 'listedIn' in rule;
  });
}

function isSame(record: JsonObject, path: string, wanted: string | number | null): boolean {
  const value = valueAt(record, parsePath(path));
  if (wanted === null) return value === undefined || value === null;
  const text = value === undefined ? null : scalarText(value);
  if (text === null || text.trim() === '') return false;
  return typeof wanted === 'number' ? Number(text) === wanted : text === wanted;
}

function isThere(record: JsonObject, path: string): boolean {
  const value = valueAt(record, parsePath(path));
  return value !== undefined && !saysNothing(value);
}

/** Larger than any limit where a text begins with no digit. */
const leadingNumber = (text: string): number =>
  Number(/^\d{1,9}/.exec(text)?.[0] ?? Number.POSITIVE_INFINITY);
