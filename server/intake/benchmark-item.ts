import { words } from '../algorithms/words.ts';
import type { BenchmarkItem } from '../db/benchmarks.ts';
import { Fault } from './fault.ts';
import { type Json, type JsonObject, member } from './records/json.ts';
import { draftOf } from './records/question.ts';
import { scalarText } from './records/scalar.ts';

/** The window of s1's rule, for which fingerprints are made. Unit: words. */
export const WINDOW = 8;

/** What a line of fingerprints calls them: as data sets publish them, and shorter. */
const FINGERPRINTS = ['sha256_16_of_8grams', 'fingerprints'];
const WORDS = ['n_words', 'words'];

/** An item as a file holds it, with its reference answer where it carries its text. */
export interface ReadItem extends Omit<BenchmarkItem, 'benchmark'> {
  answer: string | null;
  options: string[] | null;
}

/**
 * One question of a benchmark: its text, found as an import finds it; or, where the text must not be shown,
 * the first 16 hex digits of SHA-256 of each of its 8-grams, with its number of words.
 * @param fallbackId its id where the line names none
 */
export function benchmarkItem(record: JsonObject, fallbackId: string): ReadItem | Fault {
  const prints = firstMember(record, FINGERPRINTS);
  if (prints !== undefined) return fingerprinted(record, prints, fallbackId);
  const draft = draftOf(record, { map: new Map(), sourceGiven: false });
  if (draft instanceof Fault) return draft;
  const { question, externalId, answer, options } = draft;
  const id = externalId ?? fallbackId;
  return { id, text: question, words: words(question).length, fingerprints: null, answer, options };
}

function fingerprinted(record: JsonObject, prints: Json, fallbackId: string): ReadItem | Fault {
  const fingerprints: string[] = [];
  for (const print of Array.isArray(prints) ? prints : [null]) {
    if (typeof print !== 'string' || !/^[0-9a-f]{16}$/u.test(print)) {
      return new Fault('wrong-type', 'Fingerprints are an array of texts of 16 hex digits each.');
    }
    fingerprints.push(print);
  }
  const count =
    firstMember(record, WORDS) ?? (fingerprints.length === 0 ? 0 : fingerprints.length + WINDOW - 1);
  if (typeof count !== 'number' || count < 0) {
    return new Fault('wrong-type', 'The field n_words is not a number of words.');
  }
  const id = scalarText(member(record, 'id') ?? null) ?? fallbackId;
  return { id, text: null, words: count, fingerprints, answer: null, options: null };
}

function firstMember(record: JsonObject, names: readonly string[]): Json | undefined {
  const name = names.find((one) => (member(record, one) ?? null) !== null);
  return name === undefined ? undefined : member(record, name);
}
