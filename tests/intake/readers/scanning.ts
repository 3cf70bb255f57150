import fc from 'fast-check';
import type { Finds, Scanner } from '../../../server/intake/readers/scanner.ts';

export interface Scanned {
  /** `line @byte text` of each record. */
  records: string[];
  /** `line @byte reason` of each fault. */
  faults: string[];
}

/** Pushes chunks through a scanner of byte records. */
export function collect(scanner: (finds: Finds<Buffer>) => Scanner, chunks: readonly Buffer[]): Scanned {
  return collectBy(scanner, (bytes: Buffer) => bytes.toString('utf8'), chunks);
}

/** Pushes chunks through a scanner; the memory of a chunk is spoilt before the next one, as a reader may do. */
export function collectBy<T>(
  scanner: (finds: Finds<T>) => Scanner,
  text: (record: T) => string,
  chunks: readonly Buffer[],
): Scanned {
  const found: Scanned = { records: [], faults: [] };
  const made = scanner({
    record: (record, line, byte) => void found.records.push(`${line} @${byte} ${text(record)}`),
    fault: ({ reason }, line, byte) => void found.faults.push(`${line} @${byte} ${reason}`),
    refuse: (why) => {
      throw new Error(why);
    },
  });
  for (const chunk of chunks) {
    made.push(chunk);
    chunk.fill('#');
  }
  made.end();
  return found;
}

/** Copies of the pieces of some bytes, cut at the given places. */
export function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [0, ...[...at].sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((to, i) => Buffer.from(bytes.subarray(places[i], to)));
}

/** Places to cut a short text at. */
export const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 6 });
