import { basename } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';

/** A file that can not be read at all: its name, why, and what to do. */
export const refusal = (path: string, why: string, hint: string): WinnowError =>
  new WinnowError('bad-input', `${path} can not be read: ${why}; ${hint}.`, { file: basename(path) });

const UNPACK = 'unpack it and name the files inside';
const CONVERT = 'write it as JSON Lines, CSV or Parquet';

/** First bytes of files that are none of ours, what they are, and the hint. */
const KINDS: readonly { starts: readonly number[]; is: string; hint: string }[] = [
  { starts: [0x50, 0x4b, 3, 4], is: 'a zip archive', hint: UNPACK },
  { starts: [0x28, 0xb5, 0x2f, 0xfd], is: 'packed by zstd', hint: 'unpack it with zstd -d' },
  { starts: [0xfd, 0x37, 0x7a, 0x58, 0x5a], is: 'packed by xz', hint: 'unpack it with xz -d' },
  { starts: [0x42, 0x5a, 0x68], is: 'packed by bzip2', hint: 'unpack it with bzip2 -d' },
  { starts: [0x37, 0x7a, 0xbc, 0xaf], is: 'a 7-Zip archive', hint: UNPACK },
  { starts: [...Buffer.from('ARROW1')], is: 'an Arrow file', hint: CONVERT },
  { starts: [...Buffer.from('SQLite format 3')], is: 'an SQLite database', hint: CONVERT },
  { starts: [...Buffer.from('%PDF')], is: 'a PDF document', hint: CONVERT },
  { starts: [0x89, 0x48, 0x44, 0x46], is: 'an HDF5 file', hint: CONVERT },
  { starts: [0xff, 0xfe, 0, 0], is: 'UTF-32', hint: 'write it as UTF-8' },
  { starts: [0, 0, 0xfe, 0xff], is: 'UTF-32', hint: 'write it as UTF-8' },
];

const LFS = 'version https://git-lfs.github.com/spec/';

/**
 * Refuses by name what is plainly no data of ours, by the first bytes of the (unpacked) file.
 * @throws WinnowError `bad-input`
 */
export function refuseForeign(path: string, head: Buffer): void {
  for (const { starts, is, hint } of KINDS) {
    if (starts.every((byte, i) => head[i] === byte)) throw refusal(path, `it is ${is}`, hint);
  }
  const text = head
    .subarray(0, 1024)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/u, '')
    .trimStart();
  if (text.startsWith(LFS)) {
    throw refusal(path, 'it is a Git LFS pointer, not the file itself', 'fetch the file with git lfs pull');
  }
  if (/^<(?:!doctype html|html|head|body|\?xml|!--)/iu.test(text)) {
    throw refusal(path, 'it is a web page', 'download the raw file, not the page that shows it');
  }
}

/**
 * Refuses binary data: more than a tenth of the head are control bytes. (A single NUL in a line of text is
 * a fault of that line.) Call it for text without a byte order mark of UTF-16.
 * @throws WinnowError `bad-input`
 */
export function refuseBinary(path: string, head: Buffer): void {
  let controls = 0;
  const nuls = [0, 0];
  head.forEach((byte, i) => {
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
    if (byte === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  });
  if (controls * 10 <= head.length) return;
  const [even, odd] = [nuls[0] ?? 0, nuls[1] ?? 0];
  const half = head.length / 2;
  if (Math.max(even, odd) > half * 0.6 && Math.min(even, odd) < half * 0.1) {
    const label = odd > even ? 'utf-16le' : 'utf-16be';
    throw refusal(path, 'it looks like UTF-16 without a byte order mark', `add --encoding ${label}`);
  }
  throw refusal(path, 'it is binary', CONVERT);
}
