import { Fault } from '../fault.ts';
import { MAX_RECORD_BYTES } from '../limits.ts';
import { EACH, type RecordsPath } from './records-path.ts';
import { Carry, type Finds, LineCounter, QUOTE, type Scanner } from './scanner.ts';
import { isSpace, ValueEnd } from './value-end.ts';

/** An array or object that the path leads through; `path` is how many steps its members have behind them. */
interface Frame {
  kind: 'array' | 'object';
  path: number;
}

type State = 'value' | 'key' | 'in-key' | 'colon' | 'record' | 'skipped' | 'lost';

const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT, COMMA, COLON] = [91, 93, 123, 125, 44, 58];

/**
 * Cuts the records out of a JSON text of any size, without holding more than one of them: the elements of
 * the array at the path, or the values at the top. Only the structure on the way is looked at; what a record
 * is made of is for its own parser, so that a bad one does not hide the next.
 */
export class ElementScanner implements Scanner {
  private readonly finds: Finds<Buffer>;
  private readonly path: RecordsPath;
  private readonly frames: Frame[] = [];
  private readonly carry = new Carry();
  private readonly lines = new LineCounter();
  private readonly value = new ValueEnd();
  private state: State = 'value';
  /** A value has ended and no comma has followed yet; a comma has come and no value yet. */
  private needsComma = false;
  private needsValue = false;
  private lacksComma = false;
  /** The steps that the value to come has behind it, and whether it is an element of the array asked for. */
  private at = 0;
  private offset = 0;
  private counted = 0;
  private place = { line: 1, byte: 0 };
  private found = 0;
  private readonly names = new Set<string>();

  constructor(path: RecordsPath, finds: Finds<Buffer>) {
    this.path = path;
    this.finds = finds;
  }

  push(chunk: Buffer): void {
    this.counted = 0;
    let i = 0;
    while (i < chunk.length && this.state !== 'lost') i = this.step(chunk, i);
    this.lines.advance(chunk, this.counted, chunk.length);
    this.offset += chunk.length;
  }

  end(): void {
    const top = this.frames.length === 0;
    if (this.state === 'record' && (!top || !this.value.isScalar)) {
      this.fault('not-json', 'The file ends inside this record: it is cut short.', this.place);
    } else if (this.state === 'record') {
      this.deliver(Buffer.alloc(0));
    } else if (this.state !== 'lost' && !(top && this.state === 'value')) {
      this.fault('not-json', 'The file ends before its array or object is closed: it is cut short.', {
        line: this.lines.line,
        byte: this.offset,
      });
    }
    if (this.found === 0 && this.path.text !== '') {
      const names = [...this.names].slice(0, 12).join(', ');
      this.finds.refuse(
        `there is nothing at --records ${this.path.text} (names on the way: ${names || 'none'})`,
      );
    }
  }

  /** Reads on from `i`. @returns where to go on */
  private step(chunk: Buffer, i: number): number {
    if (this.state === 'record' || this.state === 'skipped' || this.state === 'in-key') {
      return this.inside(chunk, i, i);
    }
    const byte = chunk[i] ?? 0;
    if (isSpace(byte)) return i + 1;
    if (this.state === 'colon') {
      if (byte !== COLON) return this.lose(chunk, i, 'a colon is missing');
      this.state = 'value';
      return i + 1;
    }
    const frame = this.frames.at(-1);
    if (this.state === 'value' && frame?.kind === 'object') return this.open(chunk, i, byte);
    if (byte === COMMA && frame !== undefined) return this.comma(chunk, i);
    if (frame !== undefined && byte === (frame.kind === 'array' ? CLOSE_ARRAY : CLOSE_OBJECT)) {
      return this.close(chunk, i);
    }
    if (this.state === 'value') return this.open(chunk, i, byte);
    if (byte !== QUOTE || this.needsComma) return this.lose(chunk, i, 'a name in quotes is missing');
    this.state = 'in-key';
    return this.inside(chunk, i, this.value.start(byte, i));
  }

  private comma(chunk: Buffer, i: number): number {
    if (!this.needsComma) this.fault('not-json', 'There is a comma too many.', this.mark(chunk, i));
    this.needsComma = false;
    this.needsValue = true;
    return i + 1;
  }

  private close(chunk: Buffer, i: number): number {
    if (this.needsValue) this.fault('not-json', 'There is a comma too many.', this.mark(chunk, i));
    this.frames.pop();
    this.ended();
    return i + 1;
  }

  /** After a whole value: what its container expects next. */
  private ended(): void {
    const frame = this.frames.at(-1);
    this.needsComma = frame !== undefined;
    this.needsValue = false;
    this.state = frame?.kind === 'object' ? 'key' : 'value';
    this.at = frame?.path ?? 0;
  }

  /** A value begins: walk into it, take it as a record, or pass over it. */
  private open(chunk: Buffer, i: number, byte: number): number {
    const { walk } = this.path;
    if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      return this.lose(chunk, i, 'a value is missing');
    }
    this.lacksComma = this.needsComma;
    this.needsComma = false;
    this.needsValue = false;
    const inList = this.frames.at(-1)?.path === walk.length && this.frames.length > 0;
    if (this.at === walk.length && byte === OPEN_ARRAY && walk.at(-1) !== EACH && !inList) {
      return this.enter('array', this.at, i);
    }
    if (this.at === walk.length) {
      this.state = 'record';
      this.found++;
      this.place = this.mark(chunk, i);
      return this.inside(chunk, i, this.value.start(byte, i));
    }
    const step = walk[this.at];
    if (step === EACH && byte === OPEN_ARRAY) return this.enter('array', this.at + 1, i);
    if (typeof step === 'string' && byte === OPEN_OBJECT) return this.enter('object', this.at, i);
    this.state = 'skipped';
    return this.inside(chunk, i, this.value.start(byte, i));
  }

  private enter(kind: Frame['kind'], path: number, i: number): number {
    this.frames.push({ kind, path });
    if (kind === 'array') this.found += this.path.walk.length === path ? 1 : 0;
    this.state = kind === 'array' ? 'value' : 'key';
    this.at = path;
    return i + 1;
  }

  /** Reads a value on to its end, from `from`, of which `[from, i)` was looked at. */
  private inside(chunk: Buffer, from: number, i: number): number {
    const end = this.value.find(chunk, i);
    if (end === -1) {
      if (this.state !== 'skipped') this.carry.add(chunk.subarray(from), this.finds.refuse);
      return chunk.length;
    }
    const last = chunk.subarray(from, end);
    if (this.state === 'record') this.deliver(last);
    else if (this.state === 'in-key') {
      this.name(this.carry.take(last));
      return end;
    }
    this.ended();
    return end;
  }

  private name(text: Buffer): void {
    const frame = this.frames.at(-1);
    const name = plainName(text);
    if (this.names.size < 20) this.names.add(name);
    const path = frame?.path ?? 0;
    this.at = name === this.path.walk[path] ? path + 1 : OFF_PATH;
    this.state = 'colon';
  }

  private deliver(last: Buffer): void {
    const bytes = this.carry.bytes + last.length;
    if (this.lacksComma) {
      this.carry.clear();
      this.fault('not-json', 'A comma is missing before this record.', this.place);
    } else if (bytes > MAX_RECORD_BYTES) {
      this.carry.clear();
      const hint = this.path.text === '' ? ' Where the records lie inside it, name them with --records.' : '';
      this.fault(
        'too-long',
        `The record has ${bytes} bytes; the limit is ${MAX_RECORD_BYTES}.${hint}`,
        this.place,
      );
    } else {
      this.finds.record(this.carry.take(last), this.place.line, this.place.byte);
    }
  }

  private mark(chunk: Buffer, i: number): { line: number; byte: number } {
    this.lines.advance(chunk, this.counted, i);
    this.counted = i;
    return { line: this.lines.line, byte: this.offset + i };
  }

  private lose(chunk: Buffer, i: number, why: string): number {
    this.fault('not-json', `Here ${why}; the rest of the file is not read.`, this.mark(chunk, i));
    this.state = 'lost';
    return chunk.length;
  }

  private fault(
    reason: 'not-json' | 'too-long',
    message: string,
    place: { line: number; byte: number },
  ): void {
    this.finds.fault(new Fault(reason, message), place.line, place.byte);
  }
}

/** Steps of a value that does not lie on the path: more than any path has. */
const OFF_PATH = Number.MAX_SAFE_INTEGER;

function plainName(text: Buffer): string {
  try {
    return String(JSON.parse(text.toString('utf8')));
  } catch {
    return text.toString('utf8');
  }
}
