import { createReadStream, type ReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file to be packed. */
interface Entry {
  /** With the folder's name before it, and `/`. */
  name: string;
  file: string;
  bytes: number;
}

/** Every file of a folder, by name; links are left out. */
export function entriesOf(folder: string, name: string): Entry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: own }) => {
      const file = join(parentPath, own);
      const below = file.slice(folder.length).split(/[\\/]/).filter(Boolean);
      return { name: [name, ...below].join('/'), file, bytes: statSync(file).size };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is read of a file, no more and no less than it had when it was looked at. */
async function* bytesOf({ file, bytes }: Entry): AsyncGenerator<Buffer> {
  if (bytes === 0) return;
  const stream: ReadStream = createReadStream(file, { end: bytes - 1 });
  let left = bytes;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    left -= chunk.length;
    yield chunk;
  }
  if (left > 0) throw new RangeError(`${file} became shorter while it was read`);
}

const BLOCK = 512;

/** A folder as a tar archive (POSIX ustar), piece by piece. Dates are left at the epoch: the same folder is the same bytes. */
export async function* tarOf(entries: readonly Entry[]): AsyncGenerator<Buffer> {
  for (const entry of entries) {
    yield tarHead(entry);
    yield* bytesOf(entry);
    const rest = entry.bytes % BLOCK;
    if (rest > 0) yield Buffer.alloc(BLOCK - rest);
  }
  yield Buffer.alloc(2 * BLOCK);
}

function tarHead({ name, bytes }: Entry): Buffer {
  const head = Buffer.alloc(BLOCK);
  const [prefix, own] = split(name);
  head.write(own, 0, 100, 'utf8');
  head.write('0000644\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('        ', 148);
  head.write('0', 156);
  head.write('ustar\u000000', 257);
  head.write(prefix, 345, 155, 'utf8');
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** A name of up to 255 bytes in the two fields of ustar. */
function split(name: string): [string, string] {
  if (Buffer.byteLength(name) <= 100) return ['', name];
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
    const [prefix, own] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(own) <= 100 && Buffer.byteLength(prefix) <= 155) return [prefix, own];
  }
  throw new RangeError(`${name} is too long for a tar archive`);
}

/** Bytes of the tar archive, so that whoever loads it sees how far it is. */
export const tarBytes = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { bytes }) => sum + BLOCK + BLOCK * Math.ceil(bytes / BLOCK), 2 * BLOCK);
