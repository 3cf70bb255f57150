import { Fault } from '../fault.ts';
import { CR, LF, QUOTE } from './scanner.ts';

const TAB = 0x09;

/** One field of a row: its bytes lie at `[from, to)`; `doubled` means that `""` stands for a quote in it. */
export interface Cell {
  from: number;
  to: number;
  doubled: boolean;
}

/** What begins at a place: a whole row and where the next one begins, the need for more bytes, or a fault. */
export type Row = { cells: Cell[]; next: number } | 'more' | Fault;

/**
 * Reads one row of RFC 4180 from `start`: fields between delimiters, quoted ones with line breaks, delimiters
 * and doubled quotes in them. `whole` says that nothing follows the bytes at hand.
 * Differs: CR and LF alone end a row as well. As in the RFC, a quote may stand nowhere else, save between tabs:
 * most tables of that kind quote nothing, so a quote within a field is a letter like any other.
 */
export function readRow(bytes: Buffer, start: number, delimiter: number, whole: boolean): Row {
  const cells: Cell[] = [];
  let i = start;
  for (;;) {
    const cell = bytes[i] === QUOTE ? quoted(bytes, i, whole) : bare(bytes, i, delimiter, whole);
    if (cell === 'more' || cell instanceof Fault) return cell;
    cells.push(cell.cell);
    i = cell.next;
    const byte = bytes[i];
    if (byte === undefined) return whole ? { cells, next: i } : 'more';
    if (byte === LF) return { cells, next: i + 1 };
    if (byte === CR) {
      if (i + 1 === bytes.length && !whole) return 'more';
      return { cells, next: bytes[i + 1] === LF ? i + 2 : i + 1 };
    }
    if (byte !== delimiter) {
      return new Fault(
        'quote-in-field',
        'Text follows the closing quote of a field; write "" for a quote within.',
      );
    }
    i++;
  }
}

type Found = { cell: Cell; next: number } | 'more' | Fault;

function quoted(bytes: Buffer, open: number, whole: boolean): Found {
  let doubled = false;
  let i = open + 1;
  for (;;) {
    const quote = bytes.indexOf(QUOTE, i);
    if (quote === -1 || (quote + 1 === bytes.length && !whole)) {
      if (!whole) return 'more';
      return new Fault('unclosed-quote', 'A quoted field is not closed before the end of the file.');
    }
    if (bytes[quote + 1] !== QUOTE) return { cell: { from: open + 1, to: quote, doubled }, next: quote + 1 };
    doubled = true;
    i = quote + 2;
  }
}

function bare(bytes: Buffer, from: number, delimiter: number, whole: boolean): Found {
  let i = from;
  for (; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === delimiter || byte === LF || byte === CR)
      return { cell: { from, to: i, doubled: false }, next: i };
    if (byte === QUOTE && delimiter !== TAB) {
      return new Fault('quote-in-field', 'A quote stands inside a field that does not begin with one.');
    }
  }
  return whole ? { cell: { from, to: i, doubled: false }, next: i } : 'more';
}
