import { QUOTE } from './scanner.ts';

const BACKSLASH = 92;

/** White space of JSON (RFC 8259). */
export const isSpace = (byte: number): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9;

const opens = (byte: number): boolean => byte === 123 || byte === 91;
const closes = (byte: number): boolean => byte === 125 || byte === 93;

/**
 * Finds where a JSON value ends, by counting brackets outside of strings. The value may come in pieces;
 * nothing but the depth and the place within a string is remembered.
 */
export class ValueEnd {
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** The value is a number, a literal or a stray word: it ends where something else begins. */
  isScalar = false;

  /** Begins a value at its first byte, which lies at `i`. @returns where to look on */
  start(byte: number, i: number): number {
    this.depth = opens(byte) ? 1 : 0;
    this.inString = byte === QUOTE;
    this.escaped = false;
    this.isScalar = this.depth === 0 && !this.inString;
    return i + 1;
  }

  /** @returns the index behind the value, or -1 where it goes on in the next piece */
  find(chunk: Buffer, from: number): number {
    let i = from;
    while (i < chunk.length) {
      if (this.inString) {
        i = this.leaveString(chunk, i);
        if (!this.inString && this.depth === 0) return i;
        continue;
      }
      const byte = chunk[i] ?? 0;
      if (this.isScalar && (byte === 44 || closes(byte) || isSpace(byte))) return i;
      i++;
      if (byte === QUOTE && !this.isScalar) this.inString = true;
      else if (this.isScalar) continue;
      else if (opens(byte)) this.depth++;
      else if (closes(byte) && --this.depth === 0) return i;
    }
    return -1;
  }

  private leaveString(chunk: Buffer, from: number): number {
    let i = from;
    if (this.escaped) {
      this.escaped = false;
      i++;
    }
    const quote = chunk.indexOf(QUOTE, i);
    const end = quote === -1 ? chunk.length : quote;
    let slashes = 0;
    while (end - slashes > i && chunk[end - slashes - 1] === BACKSLASH) slashes++;
    const odd = slashes % 2 === 1;
    if (quote === -1) {
      this.escaped = odd;
      return chunk.length;
    }
    this.inString = odd;
    return quote + 1;
  }
}
