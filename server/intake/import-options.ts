import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { Workspace } from '../db/workspace.ts';
import { decoderFor } from './readers/decoder.ts';
import { FORMATS, type Format } from './readers/format.ts';
import type { ReadOptions } from './readers/options.ts';
import { parseRecordsPath } from './readers/records-path.ts';
import { type FieldMap, namesQuestion, parseFieldMap } from './records/fields.ts';

/** What a user may say of the files of an import; everything has a default. */
export interface ImportOptions {
  /** The source of all records; what a record says of it is kept in `meta`. */
  source?: string | undefined;
  /** The licence of records that state none. */
  license?: string | undefined;
  revision?: string | undefined;
  format?: string | undefined;
  encoding?: string | undefined;
  /** `question=problem,answer=final` */
  map?: string | undefined;
  /** `data.train[].row` */
  records?: string | undefined;
  /** Any rejection undoes all of it. */
  strict?: boolean | undefined;
  /** Tells what would be done, and does nothing. */
  dryRun?: boolean | undefined;
  /** A file that is to list all that is not taken, in place of an earlier list; written with `dryRun` and `strict` too. */
  rejected?: string | undefined;
  /** Another text under a known id becomes a new version of it. */
  supersede?: boolean | undefined;
  /** Opaque id of who imports. */
  actor?: string | undefined;
}

/** How files are read, checked before the first byte. @throws WinnowError `bad-usage` */
export function readingOf(
  workspace: Workspace,
  options: Pick<ImportOptions, 'source' | 'format' | 'encoding' | 'map' | 'records'>,
): { read: ReadOptions; map: FieldMap } {
  const map: FieldMap = options.map === undefined ? new Map() : parseFieldMap(options.map);
  if (options.source?.trim() === '')
    throw new WinnowError('bad-usage', '--source needs a name, as in --source olympiads.');
  const format = options.format ?? 'auto';
  if (!isFormat(format)) {
    throw new WinnowError(
      'bad-usage',
      `--format ${format} is not known; write one of ${FORMATS.join(', ')}.`,
    );
  }
  const encoding = options.encoding ?? 'utf-8';
  decoderFor(encoding);
  if (options.records !== undefined) {
    parseRecordsPath(options.records);
    if (format !== 'auto' && format !== 'json') {
      throw new WinnowError('bad-usage', `--records is for JSON files, not for --format ${format}.`);
    }
  }
  const read: ReadOptions = {
    format,
    encoding,
    records: options.records ?? null,
    isHeader: (names) => namesQuestion(names, map),
    scratch: join(workspace.dir, 'imports'),
  };
  return { read, map };
}

const isFormat = (text: string): text is Format => FORMATS.some((format) => format === text);
