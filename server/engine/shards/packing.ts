import { deserialize, serialize } from 'node:v8';

/** Stands for shared memory, which v8 does not write: its bytes, to be shared again. */
const MEMORY = 'shared memory of a shard job';

type Stand = { name: string; bytes: Uint8Array };

/** A thing as bytes, shared memory in it by copy. The same thing gives the same bytes on the same version of Node. */
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
