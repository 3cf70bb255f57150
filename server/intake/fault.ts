import type { RejectionReason } from '../../shared/vocabulary/rejections.ts';

/** Why one record can not be taken. A value, not an error: the others go on. */
export class Fault {
  readonly reason: RejectionReason;
  readonly message: string;

  constructor(reason: RejectionReason, message: string) {
    this.reason = reason;
    this.message = message;
  }
}

/** A fault at its place: 1-based line (or row), byte offset in the unpacked file, from 0. */
export interface PlacedFault {
  line: number;
  byte: number;
  fault: Fault;
}

/** Outside text in a message: cut to a length, control characters made visible. */
export function shown(text: string, most = 60): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
