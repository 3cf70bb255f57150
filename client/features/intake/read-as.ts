import { WinnowError } from '../../../shared/error.ts';
import type { JobItem } from '../../../shared/schemas/job.ts';
import type { Look } from '../../../shared/schemas/upload.ts';

const FORMATS: Readonly<Record<string, string>> = {
  jsonl: 'JSON Lines',
  json: 'JSON',
  csv: 'CSV',
  tsv: 'TSV',
  parquet: 'Parquet',
};
const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '|': 'bars',
  '\t': 'tabs',
};

type Found = Pick<Look, 'format' | 'isPacked' | 'delimiter' | 'encoding' | 'bytes' | 'problem'>;

/** How a file is read, to stand after its name: what it is taken for is no claim that it is that. */
export function readAs({ format, isPacked, delimiter, encoding, bytes, problem }: Found): string {
  if (bytes === 0) return 'is empty';
  if (problem !== null) return 'could not be read';
  return [
    `is read as ${FORMATS[format] ?? format}`,
    isPacked ? 'packed with gzip' : '',
    delimiter === null || delimiter === '\t'
      ? ''
      : `with ${DELIMITERS[delimiter] ?? delimiter} between its fields`,
    encoding === null ? '' : `its letters as ${encoding.toUpperCase()}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const READ = 'under “Read them otherwise”';
const AS_NEW = 'tick “Another text under a known id becomes a new version of it” to make';

/** Words of the command line, and what they are on the page; the longer ones come first. */
const OPTIONS: readonly (readonly [onCommandLine: string | RegExp, onPage: string])[] = [
  ['name it with --encoding', `name it at “Encoding” ${READ}`],
  ['as in --encoding windows-1252', `as in windows-1252, at “Encoding” ${READ}`],
  ['with --format, --records or --encoding', READ],
  [/\badd --encoding ([\w-]{1,20})/, `name $1 at “Encoding” ${READ}`],
  [/--encoding (.{1,80}) is not known; write/, 'The encoding $1 is not known; write'],
  ['say so with --format', `say so at “Format” ${READ}`],
  ['leave --format away', `choose “as found” at “Format” ${READ}`],
  [/Name one with --map question=FIELD/, 'Choose the column that is the question, above'],
  [/Name one with --map question=(\S{1,100}?)\.(?=\s|$)/, 'Choose $1 for the question, above.'],
  [/name its field with --map question=FIELD/, 'choose its column, above'],
  [/name the column with --map question=COLUMN/, 'choose its column, above'],
  [/name the text in it with --map (\w{1,20})=FIELD\.\w+/, 'choose a column of its texts for $1, above'],
  [/say --records (\S{1,100}?)\.(?=\s|$)/, `say $1 at “Records lie at” ${READ}.`],
  ['name them with --records', `name them at “Records lie at” ${READ}`],
  [/(no object|nothing) at --records /, '$1 at '],
  [/--records "/, 'At “Records lie at”, "'],
  ['--supersede makes this', `${AS_NEW} this`],
  [/With --strict nothing was imported, as/, 'All records or none: nothing was imported, as'],
  [/uploads\/up-[0-9a-f]{10}\/files\//g, ''],
];

/** What the server says of a file, in the words of the page rather than of the command line. */
export const onPage = (says: string): string =>
  OPTIONS.reduce((text, [option, field]) => text.replace(option, field), says);

/** The same of a job. */
export const saidOnPage = (job: JobItem): JobItem => ({
  ...job,
  message: job.message === null ? null : onPage(job.message),
});

/** The same of an error. */
export const faultOnPage = (error: unknown): unknown =>
  error instanceof WinnowError ? new WinnowError(error.code, onPage(error.message), error.details) : error;
