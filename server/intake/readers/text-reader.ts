import { Fault } from '../fault.ts';
import { HEAD_BYTES } from '../limits.ts';
import { isObject, type Json, type JsonObject, member } from '../records/json.ts';
import { parseRecord } from '../records/parse.ts';
import { type Decoder, decoderFor } from './decoder.ts';
import { ElementScanner } from './elements.ts';
import { textFormat } from './format.ts';
import { LineScanner } from './lines.ts';
import type { ReadOptions, RecordSink } from './options.ts';
import { parseRecordsPath, type RecordsPath, TOP } from './records-path.ts';
import { refusal, refuseBinary } from './refusals.ts';
import type { Finds, Scanner } from './scanner.ts';
import { tableScanner } from './table-records.ts';
import { Transcoder } from './transcoder.ts';
import { isSpace } from './value-end.ts';

/** From the bytes of a text file to records: byte order mark, encoding, format, scanner, parser. */
export class TextReader {
  private readonly scanner: Scanner;
  private readonly transcoder: Transcoder | null;
  /** Bytes of the byte order mark that are still to be passed over. */
  private skip: number;

  constructor(path: string, options: ReadOptions, sink: RecordSink, head: Buffer, whole: boolean) {
    const mark = byteOrderMark(head);
    const decoder = decoderFor(mark?.encoding ?? options.encoding);
    this.skip = mark?.bytes ?? 0;
    const start = this.skip;
    this.transcoder = decoder === null ? null : new Transcoder(decoder, start);
    if (decoder?.unit !== 2) refuseBinary(path, head.subarray(0, HEAD_BYTES));
    const text = decoded(decoder, head.subarray(start), start, whole);
    const { transcoder } = this;
    const offset =
      transcoder === null ? (byte: number) => byte + start : (byte: number) => transcoder.fileOffset(byte);
    const finds: Finds<JsonObject> = {
      record: (record, line, byte) => sink.record(record, line, offset(byte)),
      fault: (fault, line, byte) => sink.reject({ fault, line, byte: offset(byte) }),
      refuse: (why) => {
        throw refusal(
          path,
          why,
          'look into the file, or say what it is with --format, --records or --encoding',
        );
      },
    };
    this.scanner = scannerFor(path, options, decoder?.name ?? 'utf-8', text, whole, finds);
  }

  push(chunk: Buffer, last: boolean): void {
    const bytes = chunk.subarray(this.skip);
    this.skip = 0;
    this.scanner.push(this.transcoder === null ? bytes : this.transcoder.push(bytes, last));
  }

  end(): void {
    if (this.transcoder !== null) this.scanner.push(this.transcoder.push(Buffer.alloc(0), true));
    this.scanner.end();
  }
}

/** The first bytes of a text in UTF-8, and its encoding: that of its byte order mark, else the one it is said to have. */
export function textHead(head: Buffer, whole: boolean, said: string): { text: Buffer; encoding: string } {
  const mark = byteOrderMark(head);
  const decoder = decoderFor(mark?.encoding ?? said);
  const start = mark?.bytes ?? 0;
  return { text: decoded(decoder, head.subarray(start), start, whole), encoding: decoder?.name ?? 'utf-8' };
}

function byteOrderMark(head: Buffer): { encoding: string; bytes: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 };
  return null;
}

const decoded = (decoder: Decoder | null, head: Buffer, start: number, whole: boolean): Buffer =>
  decoder === null ? head : new Transcoder(decoder, start).push(head, whole);

function scannerFor(
  path: string,
  options: ReadOptions,
  encoding: string,
  head: Buffer,
  whole: boolean,
  finds: Finds<JsonObject>,
): Scanner {
  const records: RecordsPath = options.records === null ? TOP : parseRecordsPath(options.records);
  const isText = options.format === 'auto';
  const format = isText ? (records === TOP ? textFormat(head, whole) : 'json') : options.format;
  const json: Finds<Buffer> = {
    ...finds,
    record(bytes, line, byte) {
      const whole = parseRecord(bytes, encoding);
      const record = whole instanceof Fault ? whole : innerRecord(whole, records);
      if (record instanceof Fault) finds.fault(record, line, byte);
      else finds.record(record, line, byte);
    },
  };
  if (format === 'jsonl') return new LineScanner(json);
  if (format === 'json') return new ElementScanner(records, json);
  const isHeader = isText ? options.isHeader : null;
  return tableScanner({ path, head, encoding, tabs: format === 'tsv', isHeader }, finds);
}

/** What the path names inside of each record. */
function innerRecord(record: JsonObject, { inner, text }: RecordsPath): JsonObject | Fault {
  let value: Json | undefined = record;
  for (const name of inner) value = isObject(value) ? member(value, name) : undefined;
  if (isObject(value)) return value;
  return new Fault('not-an-object', `There is no object at --records ${text} in this one.`);
}

/** Nothing but white space, a byte order mark aside. */
export const isBlank = (text: Buffer): boolean =>
  text.subarray(byteOrderMark(text)?.bytes ?? 0).every(isSpace);
