import { isUtf8 } from 'node:buffer';
import { Fault } from '../fault.ts';
import { MAX_DEPTH } from '../limits.ts';
import { survey } from '../records/survey.ts';
import { bytesAt, fileChunks, fileSize, gunzipChunks, isGzip } from './bytes.ts';
import { LineScanner } from './lines.ts';
import type { FileFacts, ReadEffects } from './options.ts';
import { watchFor } from './read.ts';
import { refusal, refuseForeign } from './refusals.ts';

/** An object with names, as plain JSON. */
export type PlainObject = { readonly [name: string]: unknown };

/** A line of a file with its bytes as they came, and the object that they hold or why they hold none. */
export interface RawLine {
  /** 1-based. */
  line: number;
  /** Offset in the unpacked file. */
  byte: number;
  raw: Buffer;
  object: PlainObject | Fault;
}

/**
 * Reads JSON lines whose very bytes are to be kept, gzipped or not, and hands them on by the chunk. Unlike records of
 * questions, texts may hold anything that JSON can say.
 * @throws WinnowError `bad-input` for a file that can not be read at all; `stopped`
 */
export async function readRawLines(
  path: string,
  effects: ReadEffects,
  take: (lines: readonly RawLine[]) => Promise<void>,
): Promise<FileFacts> {
  const size = await fileSize(path);
  const watch = watchFor(path, size, effects);
  const head = await bytesAt(path, 0, 1024);
  const chunks = isGzip(head) ? gunzipChunks(path, size, watch) : fileChunks(path, watch, false);
  if (!isGzip(head)) refuseForeign(path, head);
  let lines: RawLine[] = [];
  const scanner = new LineScanner({
    record: (text, line, byte) => void lines.push(rawLine(Buffer.from(text), line, byte)),
    fault: (object, line, byte) => void lines.push({ line, byte, raw: Buffer.alloc(0), object }),
    refuse: (why) => {
      throw refusal(path, why, 'look at what it is');
    },
  });
  const handOn = async () => {
    const ready = lines;
    lines = [];
    if (ready.length > 0) await take(ready);
  };
  for await (const chunk of chunks) {
    scanner.push(chunk);
    await handOn();
  }
  scanner.end();
  await handOn();
  return { bytes: size, sha256: watch.hash.digest('hex'), empty: size === 0 };
}

const MARK = Buffer.from('\ufeff');

function rawLine(bytes: Buffer, line: number, byte: number): RawLine {
  const isMarked = line === 1 && bytes.subarray(0, MARK.length).equals(MARK);
  const raw = isMarked ? bytes.subarray(MARK.length) : bytes;
  return { line, byte, raw, object: objectIn(raw) };
}

function objectIn(raw: Buffer): PlainObject | Fault {
  if (!isUtf8(raw)) return new Fault('invalid-utf8', 'The line is not valid UTF-8.');
  const text = raw.toString('utf8');
  const { depth } = survey(text);
  if (depth > MAX_DEPTH)
    return new Fault('too-deep', `The line is nested ${depth} deep; the limit is ${MAX_DEPTH}.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new Fault('not-json', 'The line is not valid JSON.');
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as PlainObject) : new Fault('not-an-object', 'The line is JSON, but no object.');
}
