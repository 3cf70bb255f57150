import { createHash } from 'node:crypto';
import type { FolderReader } from './folder.ts';
import { cannotTell, tampered } from './verdict.ts';

export const sha256Hex = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

const LINE = /^([0-9a-f]{64}) {2}([A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*)$/;

/**
 * Holds every file against SHA256SUMS: all that it lists are there and have that hash, and nothing else is there.
 * @returns the sums by path
 */
export function checkSums(folder: FolderReader): Map<string, string> {
  if (!folder.files.includes('SHA256SUMS')) {
    if (!folder.files.includes('manifest.json'))
      cannotTell('there is neither SHA256SUMS nor manifest.json: this is no release');
    tampered('SHA256SUMS is missing');
  }
  const [odd] = folder.irregular;
  if (odd !== undefined) tampered(`${odd} is neither a file nor a folder`);
  const sums = parseSums(folder.read('SHA256SUMS').toString('utf8'));
  for (const [path, sum] of sums) {
    if (!folder.files.includes(path)) tampered(`${path} is missing`);
    if (sha256Hex(folder.read(path)) !== sum) tampered(`${path} is not the file that SHA256SUMS lists`);
  }
  const stranger = folder.files.find((path) => path !== 'SHA256SUMS' && !sums.has(path));
  if (stranger !== undefined) tampered(`${stranger} is not listed in SHA256SUMS`);
  return sums;
}

function parseSums(text: string): Map<string, string> {
  const lines = text.split('\n');
  if (lines.pop() !== '') tampered('SHA256SUMS does not end with a line feed');
  const sums = new Map<string, string>();
  let before = '';
  for (const line of lines) {
    const [, sum = '', path = ''] = LINE.exec(line) ?? [];
    if (path === '' || path === 'SHA256SUMS' || path.split('/').some((part) => /^\.+$/.test(part)))
      tampered(`SHA256SUMS has a line that is none: ${JSON.stringify(line.slice(0, 80))}`);
    if (path <= before) tampered(`SHA256SUMS lists ${path} out of order`);
    sums.set(path, sum);
    before = path;
  }
  return sums;
}
