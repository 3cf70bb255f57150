import type { Call, Failed, Replied, Sent } from '../../provider.ts';
import { failedOf, repliedOf, type Told, transient } from '../outcome.ts';
import { isObject, type JsonObject, jsonOf, objectOf, textOf } from '../unknown.ts';
import { readGemini } from './reading.ts';
import { errorIn, geminiTrouble } from './trouble.ts';

/** One result of a job: what it says, and the bytes that say it. */
export interface Item {
  key: string;
  said: JsonObject;
  raw: Uint8Array;
}

/**
 * The lines of a file of results. One that can't be read (the last of a file that was cut) holds no result, and its
 * call counts as not answered.
 */
export function itemsOfFile(bytes: Uint8Array): Item[] {
  const items: Item[] = [];
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(0x0a, from);
    const line = Buffer.from(bytes.subarray(from, end === -1 ? bytes.length : end)); // a copy: the file may go
    from = end === -1 ? bytes.length : end + 1;
    const said = jsonOf(line.toString('utf8'));
    const key = keyOf(said);
    if (isObject(said) && key !== null) items.push({ key, said, raw: line });
  }
  return items;
}

/** The same of results that stand in the job itself. */
export const itemsInline = (results: readonly JsonObject[]): Item[] =>
  results.flatMap((said) => {
    const key = keyOf(said);
    return key === null ? [] : [{ key, said, raw: Buffer.from(JSON.stringify(said), 'utf8') }];
  });

/** Results are matched by key alone: they come out of order, doubled and with gaps. */
const keyOf = (said: unknown): string | null =>
  textOf(objectOf(said).key) ?? textOf(objectOf(objectOf(said).metadata).key);

/** What became of a call by its result. */
export function outcomeOfItem(
  { said, raw }: Item,
  { model, generation }: Call,
  sent: Sent,
  { redact, now }: { redact: (text: string) => string; now: Date },
): Replied | Failed {
  if (isObject(said.response)) {
    const reading = readGemini(said.response, { model, includeThoughts: generation.includeThoughts });
    return repliedOf(reading, raw, 'application/json', sent, 0);
  }
  const { status, told } = isObject(said.error)
    ? errorOf(said.error, now)
    : { status: null, told: NO_RESULT };
  return failedOf(told, { status, bytes: raw, latencyMs: 0 }, sent, redact);
}

const NO_RESULT: Told = {
  trouble: transient('broken-reply'),
  message: 'The result holds neither a response nor an error.',
};

/** Codes of gRPC, in which the errors of items are written, as codes of HTTP. */
const HTTP_OF_GRPC = [200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401];

function errorOf(error: JsonObject, now: Date): { status: number; told: Told } {
  const code = errorIn(error).code ?? 13;
  const status = HTTP_OF_GRPC[code] ?? (code >= 400 && code < 600 ? code : 500);
  return { status, told: geminiTrouble(status, { error }, new Headers(), now) };
}
