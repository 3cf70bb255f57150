import type { StageName } from '../../../shared/vocabulary/stages.ts';
import { sentence } from '../../lib/format.ts';
import { isStage } from '../../lib/stages.ts';

/** What of JSON Schema the schema of a recipe is written in. */
export interface Schema {
  type?: string;
  const?: unknown;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** How a setting is shown and typed. */
export type Kind = 'number' | 'choice' | 'choices' | 'yes-no' | 'text' | 'words' | 'json';

/** One setting of a recipe, as its schema tells of it. */
export interface Setting {
  key: string;
  label: string;
  kind: Kind;
  isWhole: boolean;
  least: number | null;
  most: number | null;
  /** Whether the least itself is out of range. */
  isAbove: boolean;
  /** Words that may stand instead of a number, or that there are to choose from. */
  words: readonly string[];
  /** In words, without unit and source. */
  help: string;
  unit: string | null;
  source: string | null;
  byDefault: unknown;
}

/** The settings of each stage, and those of the recipe as a whole. */
export interface RecipeForm {
  whole: readonly Setting[];
  stages: ReadonlyMap<StageName, readonly Setting[]>;
  /** What the recipe says of reviews and graders; it may say nothing of either. */
  parts: readonly { part: string; title: string; settings: readonly Setting[] }[];
  /** Rules for traces, by defect. */
  traces: readonly { defect: string; settings: readonly Setting[] }[];
}

/** The form of a recipe. @param schema what `GET /recipes/schema` answers */
export function formOf(schema: unknown): RecipeForm {
  const { looksAt, length, review, graders, traces, stages } = (schema as Schema).properties ?? {};
  const kinds = stages?.items?.anyOf ?? [];
  return {
    whole: [
      ...(looksAt === undefined ? [] : [settingOf('looksAt', looksAt)]),
      ...settingsOf(length).map((one) => ({
        ...one,
        key: `length.${one.key}`,
        label: 'Lengths are taken from',
      })),
    ],
    parts: [partOf('review', 'Reviews', review), partOf('graders', 'Graders', graders)],
    stages: new Map(
      kinds.flatMap((kind) => {
        const name = kind.properties?.stage?.const;
        return typeof name === 'string' && isStage(name) ? [[name, settingsOf(kind)] as const] : [];
      }),
    ),
    traces: Object.entries(traces?.properties ?? {}).map(([defect, rule]) => ({
      defect,
      settings: settingsOf(rule),
    })),
  };
}

const partOf = (part: string, title: string, schema: Schema | undefined) => ({
  part,
  title,
  settings: settingsOf(schema).map((one) => ({ ...one, key: `${part}.${one.key}` })),
});

const settingsOf = (schema: Schema | undefined): Setting[] =>
  Object.entries(schema?.properties ?? {})
    .filter(([key]) => key !== 'stage')
    .map(([key, one]) => settingOf(key, one));

function settingOf(key: string, schema: Schema): Setting {
  const choices = schema.anyOf ?? schema.items?.anyOf ?? [];
  const words = choices.flatMap(({ const: word }) => (typeof word === 'string' ? [word] : []));
  const numeric = isNumeric(schema) ? schema : choices.find(isNumeric);
  const { minimum, maximum, exclusiveMinimum } = numeric ?? {};
  return {
    key,
    label: labelOf(key),
    kind: kindOf(schema, numeric !== undefined, words),
    isWhole: numeric?.type === 'integer',
    least: minimum ?? exclusiveMinimum ?? null,
    most: maximum ?? null,
    isAbove: exclusiveMinimum !== undefined,
    words,
    ...helpIn(schema.description ?? ''),
    byDefault: schema.default,
  };
}

const isNumeric = ({ type }: Schema): boolean => type === 'number' || type === 'integer';

function kindOf(schema: Schema, isNumber: boolean, words: readonly string[]): Kind {
  if (isNumber) return 'number';
  if (schema.type === 'boolean') return 'yes-no';
  if (schema.type === 'array') return words.length > 0 ? 'choices' : 'words';
  if (words.length > 0) return 'choice';
  return schema.type === 'string' ? 'text' : 'json';
}

/** `repeatedShare` -> `Repeated share` */
const labelOf = (key: string): string =>
  sentence(
    key
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('-', ' ')
      .toLowerCase(),
  );

/** Every description of a recipe says, in this order: what, `Unit:`, `Source:`. */
function helpIn(description: string): Pick<Setting, 'help' | 'unit' | 'source'> {
  const [rest = '', source] = cut(description, ' Source: ');
  const [help = '', unit] = cut(rest, ' Unit: ');
  return {
    help,
    unit: unit === undefined ? null : bare(unit),
    source: source === undefined ? null : bare(source),
  };
}

function cut(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

const bare = (text: string): string => text.replace(/\.$/, '');

/** What is wrong with a value of a setting, in a line; null where nothing is. */
export function faultOf(setting: Setting, value: unknown): string | null {
  const { kind, words, isWhole, least, most, isAbove } = setting;
  if (kind === 'number') {
    if (typeof value === 'string' && words.includes(value)) return null;
    const also = words.length === 0 ? '' : `, or ${words.join(' or ')}`;
    if (typeof value !== 'number' || !Number.isFinite(value) || (isWhole && !Number.isInteger(value)))
      return `A ${isWhole ? 'whole ' : ''}number${rangeOf(setting)}${also}.`;
    const isLow = least !== null && (isAbove ? value <= least : value < least);
    return isLow || (most !== null && value > most)
      ? `A ${isWhole ? 'whole ' : ''}number${rangeOf(setting)}${also}.`
      : null;
  }
  if (kind === 'choice') return words.includes(String(value)) ? null : `One of ${words.join(', ')}.`;
  if (kind === 'yes-no') return typeof value === 'boolean' ? null : 'Yes or no.';
  if (kind === 'text')
    return typeof value === 'string' && value.trim() !== '' ? null : 'Something has to stand here.';
  if (kind === 'words' || kind === 'choices')
    return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '')
      ? null
      : 'Words with a comma between them.';
  return value !== null && typeof value === 'object' ? null : 'A JSON object, as in {"physics": 0.2}.';
}

function rangeOf({ least, most, isAbove }: Setting): string {
  if (least !== null && most !== null && most < 1e6)
    return isAbove ? ` above ${least}, at most ${most}` : ` from ${least} to ${most}`;
  return least === null ? '' : isAbove ? ` above ${least}` : ` of at least ${least}`;
}
