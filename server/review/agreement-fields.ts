import { kindOf } from '../../shared/form-kinds.ts';
import type { AgreementReport } from '../../shared/schemas/agreement.ts';
import type { FormField, ReviewForm } from '../../shared/schemas/review-form.ts';
import type { Cluster } from '../algorithms/agreement/bootstrap.ts';
import { UNMARKED } from '../algorithms/agreement/overlap.ts';
import type { Review } from '../db/reviews.ts';

/** A text and the words that stand on it, one of each person. */
export interface Unit {
  question: string;
  domain: string;
  /** What marks and steps lie in. */
  text: () => string;
  words: Review[];
}

/** What is compared, and whether its values have an order. */
export interface Field {
  name: string;
  level: 'nominal' | 'ordinal';
  /** What each thing is of which something is said: the text, a step of it, a word of it. */
  of: AgreementReport['fields'][number]['of'];
  /** Values that could have been said. */
  known: string[];
  /** What was said of the parts of a text, a column for each person. */
  partsOf: (unit: Unit, people: readonly string[]) => Cluster;
}

const DECISION = 'decision';

/** The decision, then the fields of a form; free text is none that people could agree on. */
export const fieldsOf = (form: ReviewForm): Field[] => [
  textField(DECISION, 'nominal', ['accept', 'reject'], ({ decision }) => decision),
  ...Object.entries(form.properties).flatMap(([name, schema]): Field[] => {
    const kind = kindOf(schema);
    if (kind === 'text') return [];
    if (kind === 'steps' || kind === 'spans') return [partsField(name, kind, labelsIn(schema))];
    const known = 'enum' in schema ? [...schema.enum] : [];
    return [
      textField(name, kind === 'rating' ? 'ordinal' : 'nominal', known, valueIn(name, kind === 'tags')),
    ];
  }),
];

type SaidIn = (word: Review) => string | null;

function textField(name: string, level: Field['level'], known: string[], saidIn: SaidIn): Field {
  const partsOf: Field['partsOf'] = ({ words }, people) => {
    const said = new Map(words.map((word) => [word.reviewer, saidIn(word)]));
    return [{ unit: people.map((person) => said.get(person) ?? null), n: 1 }];
  };
  return { name, level, of: 'text', known, partsOf };
}

const fieldIn = ({ fields }: Review, name: string): unknown =>
  (JSON.parse(fields ?? '{}') as Record<string, unknown>)[name];

/** Tags are one value, whatever their order, and a single one may stand bare. */
const valueIn =
  (name: string, isTags: boolean): SaidIn =>
  (word) => {
    const value = fieldIn(word, name);
    if (value === undefined) return null;
    if (Array.isArray(value)) return JSON.stringify([...(value as unknown[])].sort());
    return isTags ? JSON.stringify([value]) : String(value);
  };

function partsField(name: string, kind: 'steps' | 'spans', labels: readonly string[]): Field {
  const partsOf = kind === 'steps' ? stepsIn(name) : wordsIn(name);
  const known = kind === 'steps' ? [...labels] : [UNMARKED, ...labels];
  return { name, level: 'nominal', of: kind === 'steps' ? 'step' : 'word', known, partsOf };
}

/** What may be said of a step or a word. */
function labelsIn(schema: FormField): readonly string[] {
  if (schema.type !== 'array' || schema.items.type === 'string') return [];
  const { properties } = schema.items;
  return 'label' in properties ? properties.label.enum : properties.verdict.enum;
}

/** A row for each step that somebody judged, by where it begins. */
const stepsIn =
  (name: string): Field['partsOf'] =>
  ({ words }, people) => {
    const steps = new Map<number, Map<string, string>>();
    for (const word of words)
      for (const { start, verdict } of (fieldIn(word, name) ?? []) as { start: number; verdict: string }[])
        steps.set(start, (steps.get(start) ?? new Map<string, string>()).set(word.reviewer, verdict));
    return [...steps].map(([, said]) => ({ unit: people.map((person) => said.get(person) ?? null), n: 1 }));
  };

interface Mark {
  start: number;
  end: number;
  label: string;
}

/**
 * A row for each word that somebody marked, and one for all the others. Who judged the text and marked nothing says so
 * of every word; a word with several marks of one person has all their labels together.
 */
const wordsIn =
  (name: string): Field['partsOf'] =>
  ({ words, text }, people) => {
    const marks = new Map(words.map((word) => [word.reviewer, (fieldIn(word, name) ?? []) as Mark[]]));
    const all = [...marks.values()].flat();
    const [rows, counted] = [new Map<string, { unit: (string | null)[]; n: number }>(), placesOf(text())];
    for (const [start, end] of counted) {
      const touches = (mark: Mark) => mark.start < end && mark.end > start;
      const isTouched = all.some(touches);
      const unit = people.map((person) => {
        const own = marks.get(person);
        if (own === undefined) return null;
        return isTouched ? labelsOf(own.filter(touches)) : UNMARKED;
      });
      const key = JSON.stringify(unit);
      const known = rows.get(key);
      if (known === undefined) rows.set(key, { unit, n: 1 });
      else known.n += 1;
    }
    return [...rows.values()];
  };

const labelsOf = (marks: readonly Mark[]): string =>
  marks.length === 0 ? UNMARKED : [...new Set(marks.map(({ label }) => label))].sort().join(' + ');

/** Where the words of a text begin and end: what stands between white space. */
function placesOf(text: string): [number, number][] {
  const places: [number, number][] = [];
  for (const match of text.matchAll(/\S+/gu)) places.push([match.index, match.index + match[0].length]);
  return places;
}
