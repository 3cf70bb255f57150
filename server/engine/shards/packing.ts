import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';

/** Stands for shared memory, which v8 does not write: its bytes, to be shared again. */
const MEMORY = 'shared memory of a shard job';

type Stand = { name: string; bytes: Uint8Array };

/** A thing as bytes, shared memory in it by copy. How an array is laid out has a say in them: see `sha256Of`. */
export const packed = (thing: unknown): Buffer => serialize(replaced(thing, leave));

/** The thing again. The bytes are our own: checked by their hash, and written by the same version of the code. */
export const unpacked = <T>(bytes: Buffer): T => replaced(deserialize(bytes), enter) as T;

const leave = (thing: object): unknown =>
  thing instanceof SharedArrayBuffer
    ? ({ name: MEMORY, bytes: new Uint8Array(thing) } satisfies Stand)
    : undefined;

function enter(thing: object): unknown {
  const { name, bytes } = thing as Partial<Stand>;
  if (name !== MEMORY || bytes === undefined) return undefined;
  const memory = new SharedArrayBuffer(bytes.length);
  new Uint8Array(memory).set(bytes);
  return memory;
}

/** A copy in which some objects are replaced; arrays of numbers, dates and maps stay as they are. */
function replaced(thing: unknown, by: (thing: object) => unknown): unknown {
  if (typeof thing !== 'object' || thing === null) return thing;
  const other = by(thing);
  if (other !== undefined) return other;
  if (Array.isArray(thing)) return thing.map((one) => replaced(one, by));
  if (Object.getPrototypeOf(thing) !== Object.prototype) return thing;
  return Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, replaced(value, by)]));
}

/**
 * SHA-256 over what a thing says: the same for equal things, whatever the bytes are that v8 writes of them, which hang
 * on how it happened to lay out their arrays. Hex.
 */
export function sha256Of(thing: unknown): string {
  const hash = createHash('sha256');
  let text = '';
  const say = (more: string) => {
    text += more;
    if (text.length < MOST_TEXT) return;
    hash.update(text);
    text = '';
  };
  const sayAll = (mark: string, all: readonly unknown[]): void => {
    say(`${mark}${all.length}:`);
    for (const one of all) tell(one);
  };
  const tell = (one: unknown): void => {
    if (typeof one === 'string') say(`${JSON.stringify(one)},`);
    else if (typeof one !== 'object' || one === null) say(`${String(one)},`);
    else if (Array.isArray(one)) sayAll('[', one);
    else if (one instanceof Map || one instanceof Set) sayAll('(', [...one].flat());
    else if (isMemory(one)) {
      say(`<${one.byteLength}:`);
      hash.update(text).update(bytesIn(one));
      text = '';
    } else sayAll('{', Object.entries(one).flat());
  };
  tell(thing);
  return hash.update(text).digest('hex');
}

/** So much is hashed at once: a call for each word would cost more than the hashing. Unit: characters. */
const MOST_TEXT = 65_536;

type Memory = ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

const isMemory = (thing: object): thing is Memory =>
  ArrayBuffer.isView(thing) || thing instanceof ArrayBuffer || thing instanceof SharedArrayBuffer;

const bytesIn = (memory: Memory): Uint8Array =>
  ArrayBuffer.isView(memory)
    ? new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength)
    : new Uint8Array(memory);
