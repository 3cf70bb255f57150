import type { CollectOrder } from '../../../shared/schemas/collect-order.ts';
import { formAt, paramsOver } from '../../lib/address-form.ts';

/** What the form holds, as it is typed; the names are those of the address. */
export interface OrderForm {
  teacher: 'gemini' | 'openai';
  model: string;
  endpoint: string;
  /** A scope, or `until-usable`. */
  for: string;
  wanted: string;
  samples: string;
  budget: string;
  thinking: string;
  temperature: string;
  maxTokens: string;
  concurrency: string;
  rpm: string;
  tpm: string;
  batch: 'yes' | '';
  byWorkers: 'yes' | '';
  retryFailed: 'yes' | '';
  accept: string;
  purpose: string;
}

export const UNTIL_USABLE = 'until-usable';

export const EMPTY_FORM: OrderForm = {
  teacher: 'gemini',
  model: '',
  endpoint: '',
  for: 'selected',
  wanted: '',
  samples: '1',
  budget: '',
  thinking: '',
  temperature: '',
  maxTokens: '',
  concurrency: '',
  rpm: '',
  tpm: '',
  batch: '',
  byWorkers: '',
  retryFailed: '',
  accept: '',
  purpose: '',
};

/** What the form would hold by an address. */
export function formOf(search: URLSearchParams): OrderForm {
  const form = formAt(EMPTY_FORM, search);
  if (form.teacher !== 'openai') form.teacher = 'gemini';
  return form;
}

/** What the address says of the form. */
export const paramsOf = (form: OrderForm): Record<string, string> => paramsOver(EMPTY_FORM, form);

/** What is missing or can not be read in the form, by its field. */
export type Faults = Partial<Record<keyof OrderForm, string>>;

const WHOLE = /^[0-9]{1,12}$/;

export function faultsOf(form: OrderForm): Faults {
  const faults: Faults = {};
  const whole = (
    name: 'samples' | 'maxTokens' | 'concurrency' | 'rpm' | 'tpm' | 'wanted',
    isNeeded: boolean,
  ) => {
    const text = form[name].trim();
    if (text === '' ? isNeeded : !WHOLE.test(text) || Number(text) < 1)
      faults[name] = 'A whole number of at least 1.';
  };
  whole('samples', true);
  for (const name of ['maxTokens', 'concurrency', 'rpm', 'tpm'] as const) whole(name, false);
  if (form.for === UNTIL_USABLE) whole('wanted', true);
  if (form.budget.trim() !== '' && !/^[0-9]{1,9}(\.[0-9]{1,6})?$/.test(form.budget.trim()))
    faults.budget = 'A sum in dollars, as in 12.50.';
  const temperature = form.temperature.trim();
  if (temperature !== '' && !(/^[0-9](\.[0-9]{1,4})?$/.test(temperature) && Number(temperature) <= 2))
    faults.temperature = 'A number from 0 to 2.';
  if (form.teacher === 'openai') {
    if (form.model.trim() === '') faults.model = 'The name under which the server offers the model.';
    if (!/^https?:\/\/./.test(form.endpoint.trim()))
      faults.endpoint = 'An address, as in http://127.0.0.1:8000/v1.';
  }
  return faults;
}

/** The order of a form; null as long as something is missing in it. */
export function orderOf(form: OrderForm, run: string): CollectOrder | null {
  if (Object.keys(faultsOf(form)).length > 0) return null;
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
  const number = (value: string) => (value.trim() === '' ? undefined : Number(value));
  const isOpenai = form.teacher === 'openai';
  const accept = acceptedIn(form);
  const order = {
    run,
    teacher: form.teacher,
    model: text(form.model),
    endpoint: isOpenai ? text(form.endpoint) : undefined,
    thinking: text(form.thinking),
    temperature: number(form.temperature),
    maxTokens: number(form.maxTokens),
    batch: !isOpenai && form.byWorkers !== 'yes' && form.batch === 'yes' ? true : undefined,
    byWorkers: form.byWorkers === 'yes' ? true : undefined,
    samples: number(form.samples),
    concurrency: number(form.concurrency),
    rpm: number(form.rpm),
    tpm: number(form.tpm),
    budgetUsd: number(form.budget),
    for: form.for === UNTIL_USABLE ? undefined : form.for,
    untilUsable: form.for === UNTIL_USABLE ? number(form.wanted) : undefined,
    retryFailed: form.retryFailed === 'yes' ? true : undefined,
    accept: accept.length === 0 ? undefined : accept,
    purpose: text(form.purpose),
  };
  return Object.fromEntries(
    Object.entries(order).filter(([, value]) => value !== undefined),
  ) as unknown as CollectOrder; // what is undefined is left out, so that equal orders are one query
}

/** Codes of flags that are accepted in the form. */
export const acceptedIn = ({ accept }: Pick<OrderForm, 'accept'>): string[] =>
  accept.split(',').filter((code) => /^[A-Z][A-Z_]{0,79}$/.test(code));
