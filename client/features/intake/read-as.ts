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

const OPTIONS: readonly (readonly [onCommandLine: string, onPage: string])[] = [
  ['name it with --encoding', 'name it at “Encoding” under “Read them otherwise”'],
  ['as in --encoding windows-1252', 'as in windows-1252, at “Encoding” under “Read them otherwise”'],
  ['with --format, --records or --encoding', 'under “Read them otherwise”'],
];

/** What the server says of a file, in the words of the page rather than of the command line. */
export const onPage = (says: string): string =>
  OPTIONS.reduce((text, [option, field]) => text.replaceAll(option, field), says);
