import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FolderReader } from '../../server/release/verify/folder.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const byPath = (a: string, b: string) => (a < b ? -1 : 1);

/** A release folder in memory, by path. */
export type Files = Map<string, Buffer>;
export const filesOf = (folder: FolderReader): Files =>
  new Map(folder.files.map((path) => [path, folder.read(path)]));
export const reading = (files: Files): FolderReader => ({
  files: [...files.keys()].sort(byPath),
  irregular: [],
  read: (path) => files.get(path) ?? Buffer.alloc(0),
});

const known = new WeakMap<Buffer, string>();

/** Of unchanged files once. */
function sumOf(bytes: Buffer): string {
  const sum = known.get(bytes) ?? sha256(bytes);
  known.set(bytes, sum);
  return sum;
}

/** As somebody who knows what SHA256SUMS is for. */
export function mended(files: Files): Files {
  const sums = [...files].filter(([path]) => path !== 'SHA256SUMS').sort(([a], [b]) => byPath(a, b));
  const text = sums.map(([path, bytes]) => `${sumOf(bytes)}  ${path}\n`).join('');
  return new Map(files).set('SHA256SUMS', Buffer.from(text));
}

export function write(files: Files): string {
  const dir = join(temporaryFolder(), 'set');
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
  return dir;
}

const MJS = join(import.meta.dirname, '../../data/release/verify.mjs');
const PYTHON = join(import.meta.dirname, 'verify.py');

/** Has verify.mjs look at one folder after the other in one process, as its head says it is called. */
const MJS_MANY = `
const codes = [];
console.log = () => undefined;
for (const [i, args] of JSON.parse(process.argv[1]).entries()) {
  process.argv = ['node', 'verify.mjs', ...args];
  await import(${JSON.stringify(pathToFileURL(MJS).href)} + '?' + i);
  codes.push(process.exitCode);
}
process.exitCode = 0;
process.stdout.write(JSON.stringify(codes));
`;
const PYTHON_MANY = `
import contextlib, io, json, sys
sys.path.insert(0, sys.argv[1])
import verify
with contextlib.redirect_stdout(io.StringIO()):
    codes = [verify.main(args) for args in json.loads(sys.argv[2])]
print(json.dumps(codes))
`;

/** What the two verifiers that stand alone say, call by call: each is a folder and options. */
export function saidByOthersOfMany(calls: readonly (readonly string[])[]): {
  mjs: number[];
  python: number[];
} {
  const list = JSON.stringify(calls);
  const mjs = execFileSync(process.execPath, ['--input-type=module', '-e', MJS_MANY, list], {
    encoding: 'utf8',
  });
  const python = execFileSync('python3', ['-B', '-c', PYTHON_MANY, import.meta.dirname, list], {
    encoding: 'utf8',
  });
  return { mjs: JSON.parse(mjs) as number[], python: JSON.parse(python) as number[] };
}

/** What the two verifiers that stand alone say of a folder. */
export function saidByOthers(dir: string, ...args: string[]): [number | null, number | null] {
  const mjs = spawnSync(process.execPath, [MJS, dir, ...args], { encoding: 'utf8' });
  const python = spawnSync('python3', [PYTHON, dir, ...args], { encoding: 'utf8' });
  return [mjs.status, python.status];
}
export const CODES = { untouched: 0, tampered: 1, 'cannot-tell': 2 } as const;

export function replace(files: Files, path: string, from: string | RegExp, to: string): void {
  const text = files.get(path)?.toString('utf8') ?? '';
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${path} holds no ${String(from)}`);
  files.set(path, Buffer.from(changed));
}

export function swapLines(files: Files, path: string): void {
  const [first = '', second = '', ...rest] = (files.get(path)?.toString('utf8') ?? '').split('\n');
  files.set(path, Buffer.from([second, first, ...rest].join('\n')));
}

export function cutEverywhere(files: Files): void {
  for (const path of [...files.keys()].filter((one) => one.endsWith('.jsonl'))) {
    const lines = (files.get(path)?.toString('utf8') ?? '').split('\n').slice(0, -2);
    files.set(path, Buffer.from(lines.map((line) => `${line}\n`).join('')));
  }
}

/** Edits the card and mends every hash of it that is not signed. */
export function mendManifest(files: Files): void {
  const card = Buffer.from(`${files.get('README.md')?.toString('utf8') ?? ''}\nMore.\n`);
  files.set('README.md', card);
  const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '') as {
    files: { path: string; sha256: string; bytes: number }[];
  };
  for (const file of manifest.files)
    if (file.path === 'README.md') Object.assign(file, { sha256: sha256(card), bytes: card.length });
  files.set('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
}

export function rename(files: Files, from: RegExp, to: string): void {
  const path = [...files.keys()].find((one) => from.test(one)) ?? '';
  const bytes = files.get(path) ?? Buffer.alloc(0);
  files.delete(path);
  files.set(to, bytes);
}

/** Takes away the files whose paths match. @returns how many there were */
export function drop(files: Files, paths: RegExp): number {
  const found = [...files.keys()].filter((path) => paths.test(path));
  for (const path of found) files.delete(path);
  return found.length;
}
