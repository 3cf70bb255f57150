import { WinnowError } from '../../../shared/error.ts';

/** Bytes of a block of a tar archive: a header, and what the content of a file is filled up to. */
export const BLOCK = 512;

/** A regular file of an archive. */
export interface TarEntry {
  /** Path with slashes, as it stands in the workspace. */
  path: string;
  /** Unit: bytes. */
  size: number;
}

/** Bytes that fill the content of a file up to a whole block. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/**
 * The header of a regular file, readable by its owner alone. Source: POSIX.1-1988 (ustar); sizes from 8 GiB on as GNU
 * tar writes them, in binary.
 * @param at seconds since 1970
 * @throws WinnowError `failed` for a path that the format can not hold
 */
export function tarHeader({ path, size }: TarEntry, at: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const { name, prefix } = splitPath(path);
  block.write(name, 0, 100, 'utf8');
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  if (size < 8 ** 11) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(`${Math.floor(at).toString(8).padStart(11, '0')}\0`, 136);
  block.write('0', 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  block.write(prefix, 345, 155, 'utf8');
  block.write(`${sumOf(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/**
 * Reads a header as `tarHeader` writes it.
 * @returns null for the empty block that ends an archive
 * @throws WinnowError `bad-input` for anything else: another kind of entry, a path that leads elsewhere, any other byte
 */
export function readTarHeader(block: Uint8Array): TarEntry | null {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
  if (bytes.every((byte) => byte === 0)) return null;
  const text = (from: number, length: number): string => {
    const field = bytes.subarray(from, from + length);
    const end = field.indexOf(0);
    return field.subarray(0, end < 0 ? length : end).toString('utf8');
  };
  const prefix = text(345, 155);
  const path = prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
  const size = bytes.readUInt8(124) === 0x80 ? Number(bytes.readBigUInt64BE(128)) : octal(text(124, 11));
  const at = octal(text(136, 11));
  if (!isInside(path) || !Number.isSafeInteger(size) || !Number.isSafeInteger(at)) throw noTar();
  if (!tarHeader({ path, size }, at).equals(bytes)) throw noTar(); // one way to write it, and no other
  return { path, size };
}

/** Whether a path stays in the folder that it is read in: plain names between slashes, and none of them hidden. */
export const isInside = (path: string): boolean =>
  path.length < 250 && path.split('/').every((name) => /^[^\0-\x1f\\/.][^\0-\x1f\\/]*$/.test(name));

const noTar = () => new WinnowError('bad-input', 'It is no backup of Winnow, or its end is missing.');

const octal = (text: string): number => (/^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN);

/** The sum over a header, its own field taken as blanks. */
function sumOf(block: Uint8Array): number {
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0;
  return sum;
}

function splitPath(path: string): { name: string; prefix: string } {
  if (isInside(path)) {
    if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' };
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
      if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return { name, prefix };
    }
  }
  throw new WinnowError(
    'failed',
    `The file ${JSON.stringify(path.slice(0, 200))} of the workspace has a name that a backup can not hold; rename it.`,
  );
}
