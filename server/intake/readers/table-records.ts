import { Fault, shown } from '../fault.ts';
import type { JsonObject } from '../records/json.ts';
import { cellTexts, headerNames, rowObject } from './cells.ts';
import { findDelimiter } from './delimiter.ts';
import { refusal } from './refusals.ts';
import type { Finds, Scanner } from './scanner.ts';
import { type TableRow, TableScanner } from './table.ts';

export interface TableFile {
  path: string;
  /** The first bytes, in UTF-8: the delimiter is found in them. */
  head: Buffer;
  encoding: string;
  /** The delimiter is the tab, whatever the head looks like. */
  tabs: boolean;
  /** Whether these can be the names of the columns; null where the user says that it is a table. */
  isHeader: ((names: readonly string[]) => boolean) | null;
}

/** Reads CSV, TSV and their relatives: the first row names the columns, every other one is a record. */
export function tableScanner(file: TableFile, finds: Finds<JsonObject>): Scanner {
  const delimiter = file.tabs ? '\t' : (findDelimiter(file.head) ?? ',');
  let names: string[] | null = null;
  return new TableScanner(delimiter, {
    record(row, line, byte) {
      if (names === null) {
        names = header(row, file, finds);
        return;
      }
      const texts = cellTexts(row, file.encoding);
      const record = texts instanceof Fault ? texts : rowObject(names, texts);
      if (record instanceof Fault) finds.fault(record, line, byte);
      else finds.record(record, line, byte);
    },
    fault(fault, line, byte) {
      if (names === null) finds.refuse(`its header can not be read: ${fault.message}`);
      finds.fault(fault, line, byte);
    },
    refuse: finds.refuse,
  });
}

function header(row: TableRow, file: TableFile, finds: Finds<JsonObject>): string[] {
  const texts = cellTexts(row, file.encoding);
  if (texts instanceof Fault) return finds.refuse(`its header can not be read: ${texts.message}`);
  const names = headerNames(texts);
  if (typeof names === 'string') return finds.refuse(names);
  if (file.isHeader === null || file.isHeader(names)) return names;
  throw refusal(
    file.path,
    `it is neither JSON nor a table with a column "question" (its first line: ${shown(names.join(', '), 80)})`,
    'where it is a table, name the column with --map question=COLUMN',
  );
}
