import { type RefObject, useState } from 'react';
import { kindOf } from '../../../shared/form-kinds.ts';
import type { FormField, ReviewForm } from '../../../shared/schemas/review-form.ts';
import { selectedPlace, type TextMark, withMark } from './marking.ts';
import { type Step, type StepVerdict, withVerdict } from './steps.ts';

type Values = Record<string, unknown>;

/** What the fields look at: the text that marks belong to, and the step that the reader is at. */
interface Looking {
  record: RefObject<HTMLElement | null>;
  text: string;
  step: Step | undefined;
  onStepJudged: () => void;
}

export type FieldState = ReturnType<typeof useFields>;

/** What is filled into the form of a queue, which field the digits speak to, and what they do there. */
export function useFields(form: ReviewForm, before: Values, { record, text, step, onStepJudged }: Looking) {
  const [fields, setFields] = useState<Values>(before);
  const [place, setPlace] = useState(0);
  const [says, setSays] = useState<string | null>(null);
  const names = Object.keys(form.properties);
  const active = names[Math.min(place, names.length - 1)];
  const set = (name: string, value: unknown): void =>
    setFields(({ [name]: _before, ...rest }) =>
      value === undefined || (Array.isArray(value) && value.length === 0) ? rest : { ...rest, [name]: value },
    );
  const list = <T>(name: string): T[] => (Array.isArray(fields[name]) ? (fields[name] as T[]) : []);

  /** Takes an option of a field: what that means hangs on its kind. */
  const choose = (name: string, option: string | number): void => {
    const field = form.properties[name];
    if (field === undefined) return;
    setSays(null);
    setPlace(names.indexOf(name));
    const kind = kindOf(field);
    if (kind === 'tags') {
      const chosen = list<string | number>(name);
      set(name, chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]);
    } else if (kind === 'spans') mark(name, String(option));
    else if (kind === 'steps') {
      if (step === undefined) setSays('Go to a step first: ] is the next one.');
      else {
        set(name, withVerdict(list<StepVerdict>(name), step.start, String(option)));
        onStepJudged();
      }
    } else set(name, fields[name] === option ? undefined : option);
  };
  const mark = (name: string, label: string): void => {
    const found = record.current === null ? null : selectedPlace(text, record.current);
    if (found === null || typeof found === 'string') setSays(found ?? 'Select some of the text first.');
    else {
      set(name, withMark(list<TextMark>(name), { ...found, label }));
      document.getSelection()?.removeAllRanges();
    }
  };

  const options = active === undefined ? [] : optionsOf(form.properties[active]);
  const digits = Object.fromEntries(
    options
      .slice(0, 9)
      .map((option, i) => [String(i + 1), () => active !== undefined && choose(active, option)] as const),
  );
  const ofKind = <T>(wanted: 'spans' | 'steps'): T[] =>
    names.flatMap((name) => {
      const field = form.properties[name];
      return field !== undefined && kindOf(field) === wanted ? list<T>(name) : [];
    });
  return {
    fields,
    names,
    active,
    digits,
    says,
    set,
    choose,
    /** Goes to another field, round and round. */
    move: (step: number): void =>
      setPlace((at) => (Math.min(at, names.length - 1) + step + names.length) % names.length),
    /** Begins to write in the active field, where text goes into it. */
    write: (): void => void document.getElementById(`field-${active ?? ''}`)?.focus(),
    marks: ofKind<TextMark>('spans'),
    verdicts: ofKind<StepVerdict>('steps'),
  };
}

/** What may be chosen, in order. */
export function optionsOf(field: FormField | undefined): (string | number)[] {
  if (field === undefined) return [];
  if (field.type === 'integer')
    return Array.from({ length: field.maximum - field.minimum + 1 }, (_, i) => field.minimum + i);
  if (field.type === 'string') return 'enum' in field ? [...field.enum] : [];
  if (field.items.type === 'string') return [...field.items.enum];
  const { properties } = field.items;
  return 'label' in properties ? [...properties.label.enum] : [...properties.verdict.enum];
}
