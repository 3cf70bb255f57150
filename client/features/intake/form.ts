import type { NewImport } from '../../../shared/schemas/upload.ts';
import { formAt, paramsOver } from '../../lib/address-form.ts';
import { quoted } from '../../lib/shell.ts';
import type { Reading } from './api/uploads.ts';

/** What the wizard holds, as it is typed; the names are those of the address. */
export interface ImportForm {
  upload: string;
  kind: string;
  format: string;
  encoding: string;
  records: string;
  /** `question=problem,answer=final`, as on the command line. */
  map: string;
  source: string;
  license: string;
  revision: string;
  /** Of a benchmark. */
  name: string;
  strict: 'yes' | '';
  supersede: 'yes' | '';
  /** Which file is looked at, from 1. */
  look: string;
  /** The job that checked, with what it was asked; and the one that imported. */
  check: string;
  job: string;
  /** The reason whose rejected records alone are shown. */
  why: string;
}

export const EMPTY: ImportForm = {
  upload: '',
  kind: 'questions',
  format: 'auto',
  encoding: '',
  records: '',
  map: '',
  source: '',
  license: '',
  revision: '',
  name: '',
  strict: '',
  supersede: '',
  look: '1',
  check: '',
  job: '',
  why: '',
};

export const formOf = (search: URLSearchParams): ImportForm => formAt(EMPTY, search);
export const paramsOf = (form: ImportForm): Record<string, string> => paramsOver(EMPTY, form);

const FORMATS = ['auto', 'jsonl', 'json', 'csv', 'tsv', 'parquet'] as const;
const told = <T extends string>(name: string, value: T | '') => (value === '' ? {} : { [name]: value });

/** How the files are read, as the server takes it. */
function readingIn(form: ImportForm) {
  if (form.kind === 'benchmark') return {};
  const format = FORMATS.find((one) => one === form.format);
  return {
    ...(format === undefined || format === 'auto' ? {} : { format }),
    ...told('encoding', form.encoding.trim()),
    ...told('map', form.map),
    ...told('records', form.records.trim()),
    ...told('source', form.source.trim()),
    ...told('license', form.license.trim()),
  };
}

const kindIn = ({ kind }: ImportForm) =>
  kind === 'benchmark' ? ('benchmark' as const) : ('questions' as const);

export const readingOf = (form: ImportForm): Reading => ({
  kind: kindIn(form),
  file: Math.max(0, Number.parseInt(form.look, 10) - 1 || 0),
  ...readingIn(form),
});

export function orderOf(form: ImportForm, dryRun: boolean): NewImport {
  const kind = kindIn(form);
  const order = { uploadId: form.upload, kind };
  if (kind === 'benchmark') return { ...order, ...told('name', form.name.trim()) };
  return {
    ...order,
    ...readingIn(form),
    ...told('revision', form.revision.trim()),
    ...(form.strict === 'yes' && !dryRun && { strict: true }), // a check lists whatever stands in the way
    ...(form.supersede === 'yes' && { supersede: true }),
    ...(dryRun && { dryRun: true }),
  };
}

/** What is mapped by hand: a field of ours to a column of theirs. */
export function mapIn(text: string): Map<string, string> {
  const pairs = text === '' ? [] : text.split(',');
  return new Map(
    pairs.flatMap((pair) => {
      const equals = pair.indexOf('=');
      return equals < 1 ? [] : [[pair.slice(0, equals), pair.slice(equals + 1)] as const];
    }),
  );
}

/** The same map with one field put elsewhere; an empty column: by its name again. */
export function mapWith(text: string, field: string, column: string): string {
  const map = mapIn(text);
  if (column === '') map.delete(field);
  else map.set(field, column);
  return [...map].map(([name, path]) => `${name}=${path}`).join(',');
}

/** The command that does the same with files that lie on this machine. */
export function commandOf(form: ImportForm, names: readonly string[]): string {
  const order = orderOf(form, false);
  const option = (flag: string, value: string | undefined) =>
    value === undefined ? [] : [`--${flag}`, quoted(value)];
  const files = names.length === 0 ? ['FILE'] : names.map(quoted);
  if (order.kind === 'benchmark')
    return ['benchmarks add', ...files, ...option('name', order.name)].join(' ');
  const { source, license, revision, format, encoding, map, records } = order;
  return [
    'import',
    ...files,
    ...option('source', source),
    ...option('license', license),
    ...option('revision', revision),
    ...option('format', format),
    ...option('encoding', encoding),
    ...option('map', map),
    ...option('records', records),
    ...(order.strict === true ? ['--strict'] : []),
    ...(order.supersede === true ? ['--supersede'] : []),
  ].join(' ');
}
