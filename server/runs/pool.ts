import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import type { Tables } from '../db/tables.ts';

/**
 * Names of the sources that take part: those asked for, else those that are included.
 * @throws WinnowError `not-found` for a source that is not there
 */
export function sourcesOf(tables: Tables, asked: readonly string[] | undefined): string[] {
  const known = tables.sources.all();
  if (asked === undefined) return known.filter(({ included }) => included).map(({ name }) => name);
  const missing = asked.filter((name) => !known.some((source) => source.name === name));
  if (missing.length === 0) return [...new Set(asked)].sort();
  const names = known.map(({ name }) => name).join(', ') || 'none yet';
  throw new WinnowError('not-found', `There is no source ${missing.join(', ')}; the sources are: ${names}.`);
}

/** The order of ids, in which everything is decided and hashed. */
export const byId = (a: { id: string }, b: { id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** Lines that are hashed in one go: a call for each would cost more than the hashing. */
const LINES = 1024;

/** SHA-256 over lines, each ended by a line feed. */
export class LineHash {
  readonly #hash = createHash('sha256');
  #text = '';
  #count = 0;

  add(line: string): void {
    this.#text += `${line}\n`;
    if (++this.#count % LINES !== 0) return;
    this.#hash.update(this.#text);
    this.#text = '';
  }

  /** @returns it in hex; nothing can be added then */
  end(): string {
    return this.#hash.update(this.#text).digest('hex');
  }
}

/** The same over all of them. @param lines may be made one by one, so that never all are there */
export function hashLines(lines: Iterable<string>): string {
  const hash = new LineHash();
  for (const line of lines) hash.add(line);
  return hash.end();
}

/** Lines made one by one. */
export function* linesOf<T>(things: Iterable<T>, lineOf: (thing: T) => string): Generator<string> {
  for (const thing of things) yield lineOf(thing);
}
