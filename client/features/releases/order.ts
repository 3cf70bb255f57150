import type { NewRelease, OutlookOrder, SizesOrder } from '../../../shared/schemas/release-plan.ts';
import { POLICY_NAMES, type PolicyName } from '../../../shared/vocabulary/policies.ts';
import { formAt, paramsOver } from '../../lib/address-form.ts';
import { shellWord } from '../../lib/shell-word.ts';

/** What the builder holds, as it is typed; the names are those of the address. */
export interface ReleaseForm {
  policy: string;
  /** Names with a comma between them; empty for all. */
  formats: string;
  template: string;
  /** Said before every question; empty for what the template says. */
  system: string;
  rows: string;
  validation: string;
  teacher: string;
  block: string;
  gpu: string;
  mix: 'yes' | '';
  sample: 'yes' | '';
  name: string;
  /** Which row is looked at. */
  row: string;
}

export const EMPTY: ReleaseForm = {
  policy: 'internal',
  formats: '',
  template: '',
  system: '',
  rows: '',
  validation: '',
  teacher: '',
  block: '',
  gpu: '',
  mix: '',
  sample: '',
  name: '',
  row: '1',
};

type Name = keyof ReleaseForm;

/** The form by an address. */
export const formOf = (search: URLSearchParams): ReleaseForm => formAt(EMPTY, search);

/** What the address says of a form. */
export const paramsOf = (form: ReleaseForm): Record<string, string> => paramsOver(EMPTY, form);

/** The address holds the form, and servers take no longer ones. Unit: characters, as an address writes them. */
const LONGEST_IN_ADDRESS = 6000;

export type Faults = Partial<Record<Name, string>>;

/** What is wrong in a form, by its field. */
export function faultsOf(form: ReleaseForm): Faults {
  const faults: Faults = {};
  for (const name of ['rows', 'validation', 'block', 'row'] as const) {
    const text = form[name].trim();
    if (text !== '' && !/^[1-9]\d{0,6}$/.test(text)) faults[name] = 'A whole number of at least 1.';
  }
  if (form.gpu.trim() !== '' && !/^\d{1,4}(\.\d{1,4})?$/.test(form.gpu.trim()))
    faults.gpu = 'Dollars an hour, as in 2.40.';
  if (encodeURIComponent(form.system.toWellFormed()).length > LONGEST_IN_ADDRESS)
    faults.system = 'Too long for this page; the command takes up to 20,000 characters: --system.';
  if (form.name !== '' && !/^[a-z0-9][a-z0-9._-]{0,60}$/.test(form.name))
    faults.name = 'Small letters, digits, dots and dashes, as in set-1.';
  return faults;
}

export const policyOf = ({ policy }: Pick<ReleaseForm, 'policy'>): PolicyName =>
  POLICY_NAMES.find((name) => name === policy) ?? 'internal';

const number = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));
const word = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

/** Without what is left out, so that equal orders are one query. */
const only = <T extends object>(order: T): T =>
  Object.fromEntries(Object.entries(order).filter(([, value]) => value !== undefined)) as T;

/** Which rows the form asks for. */
export const rowsOrder = (form: ReleaseForm, runId: string): OutlookOrder =>
  only({
    runId,
    rows: number(form.rows),
    validation: number(form.validation),
    teacher: word(form.teacher),
    withSample: form.sample === 'yes' ? true : undefined,
  }) as OutlookOrder;

export const formatsIn = ({ formats }: Pick<ReleaseForm, 'formats'>): string[] =>
  formats.split(',').filter((name) => /^[\w-]+$/.test(name));

/** The same with how they are written. */
export const sizesOrder = (form: ReleaseForm, runId: string): SizesOrder => {
  const formats = formatsIn(form);
  return only({
    ...rowsOrder(form, runId),
    formats: formats.length === 0 ? undefined : formats,
    template: word(form.template),
    system: word(form.system),
    mixKinds: form.mix === 'yes' ? true : undefined,
    gpuPriceUsd: number(form.gpu),
  }) as SizesOrder;
};

/** The whole order. */
export const releaseOrder = (form: ReleaseForm, runId: string): NewRelease =>
  only({
    ...sizesOrder(form, runId),
    blockSize: number(form.block),
    policy: policyOf(form),
    name: form.name,
  }) as NewRelease;

/** The command that builds the same. */
export function commandOf(form: ReleaseForm, runId: string): string {
  const {
    rows,
    validation,
    teacher,
    withSample,
    formats = [],
    template,
    system,
    mixKinds,
    gpuPriceUsd,
    blockSize,
    policy,
  } = releaseOrder(form, runId);
  const option = (flag: string, value: string | number | undefined) =>
    value === undefined ? '' : ` --${flag} ${value}`;
  return [
    `release --run ${runId} --policy ${policy}`,
    option('rows', rows),
    option('validation', validation),
    option('teacher', teacher),
    withSample === true ? ' --with-sample' : '',
    ...formats.map((name) => ` --format ${name}`),
    option('template', template),
    option('system', system === undefined ? undefined : shellWord(system)),
    mixKinds === true ? ' --mix-kinds' : '',
    option('gpu-price-usd', gpuPriceUsd),
    option('block-size', blockSize),
    ` --out out/${form.name || 'set-1'}`,
  ].join('');
}
