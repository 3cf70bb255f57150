import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { keptUploadSchema, type Upload } from '../../shared/schemas/upload.ts';
import { nameFault, UPLOAD_LIMITS } from '../../shared/vocabulary/uploads.ts';
import { parser } from '../algorithms/parser.ts';
import type { Workspace } from '../db/workspace.ts';

/** The folder of all uploads in a workspace; one lies in a folder of its own, its files apart from what is known of it. */
export const UPLOADS = 'uploads';
const ABOUT = 'upload.json';
const FILES = 'files';
/** What a disk must have left over when all is there. Unit: bytes. */
const SPARE = 256 * 1024 ** 2;
const ID = /^up-[0-9a-f]{10}$/;

type Place = Pick<Workspace, 'dir'>;
const parseKept = parser(keptUploadSchema);

/** Where a file of an upload lies, from the workspace on. */
export const uploadPath = (id: string, name: string): string => `${UPLOADS}/${id}/${FILES}/${name}`;

/** Where the last check of an upload lists what it would not take, from the workspace on. */
export const checkedPath = (id: string): string => `${UPLOADS}/${id}/checked.rejected.jsonl`;

/**
 * Makes room for files that are going to be handed in. Killed half way, it leaves a folder that is no upload, and is
 * swept.
 * @throws WinnowError `bad-usage` for names that no file may have; `too-large`; `conflict` for too many uploads
 */
export function openUpload(
  workspace: Pick<Workspace, 'dir' | 'now' | 'randomHex'>,
  files: readonly { name: string; bytes: number }[],
  actor: string,
): Upload {
  const { dir } = workspace;
  refuseNames(files);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > UPLOAD_LIMITS.bytes)
    throw new WinnowError('too-large', `The files of one upload have ${UPLOAD_LIMITS.bytes} bytes at most.`);
  if (idsIn(dir).length >= UPLOAD_LIMITS.uploads)
    throw new WinnowError(
      'conflict',
      `There are ${UPLOAD_LIMITS.uploads} uploads that wait to be imported; import or remove one of them first.`,
    );
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize < bytes + SPARE)
    throw new WinnowError('too-large', `The disk of the workspace has no room for ${bytes} bytes more.`);
  const id = `up-${workspace.randomHex(5)}`;
  const folder = join(dir, UPLOADS, id);
  mkdirSync(join(folder, FILES), { recursive: true });
  const kept = { createdAt: workspace.now().toISOString(), actor, files: files.map(({ ...file }) => file) };
  for (const { name } of files) writeFileSync(join(folder, FILES, name), '', { flag: 'wx' });
  writeFileSync(join(folder, `${ABOUT}.part`), `${JSON.stringify(kept)}\n`);
  renameSync(join(folder, `${ABOUT}.part`), join(folder, ABOUT));
  return uploadAt({ dir }, id);
}

function refuseNames(files: readonly { name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of files) {
    const fault = nameFault(name);
    if (fault !== null)
      throw new WinnowError('bad-usage', `The file ${JSON.stringify(name)} is not taken: ${fault}.`);
    // Some disks tell no capital letters apart, and keep accents in another form.
    const key = name.normalize('NFC').toLowerCase();
    if (seen.has(key))
      throw new WinnowError('bad-usage', `Two files are called ${JSON.stringify(name)}; rename one of them.`);
    seen.add(key);
  }
}

/** An upload and how much of it is there. @throws WinnowError `not-found` */
export function uploadAt({ dir }: Place, id: string): Upload {
  const folder = join(dir, UPLOADS, id);
  if (!ID.test(id) || !existsSync(join(folder, ABOUT)))
    throw new WinnowError(
      'not-found',
      `There is no upload ${id.slice(0, 80)}; GET /api/v1/uploads lists them.`,
    );
  const kept = parseKept(JSON.parse(readFileSync(join(folder, ABOUT), 'utf8')), ABOUT);
  return {
    uploadId: id,
    createdAt: kept.createdAt,
    actor: kept.actor,
    files: kept.files.map(({ name, bytes }) => ({
      name,
      bytes,
      received: sizeOf(join(folder, FILES, name)),
    })),
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** Every upload, newest first. */
export const allUploads = ({ dir }: Place): Upload[] =>
  idsIn(dir)
    .map((id) => uploadAt({ dir }, id))
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));

const idsIn = (dir: string): string[] =>
  existsSync(join(dir, UPLOADS))
    ? readdirSync(join(dir, UPLOADS)).filter((id) => ID.test(id) && existsSync(join(dir, UPLOADS, id, ABOUT)))
    : [];

/** Paths of the files of an upload, once all of them are there. @throws WinnowError `not-found`; `conflict` */
export function wholeUpload(place: Place, id: string): Upload {
  const upload = uploadAt(place, id);
  const short = upload.files.find(({ bytes, received }) => received !== bytes);
  if (short !== undefined)
    throw new WinnowError(
      'conflict',
      `Of ${short.name} there are ${short.received} of ${short.bytes} bytes; send the rest first.`,
    );
  return upload;
}

/** Removes the files of an upload. @throws WinnowError `not-found` */
export function dropUpload(place: Place, id: string): Upload {
  const upload = uploadAt(place, id);
  removeUpload(place, id);
  return upload;
}

/** The same, whether it is there or not. What tells of it goes first, so that a kill leaves nothing half of it. */
export function removeUpload({ dir }: Place, id: string): void {
  rmSync(join(dir, UPLOADS, id, ABOUT), { force: true });
  rmSync(join(dir, UPLOADS, id), { recursive: true, force: true });
}

/** Removes what a kill left, and uploads that nobody touched for long and no job needs. */
export function sweepUploads(
  { dir, now }: Pick<Workspace, 'dir' | 'now'>,
  isNeeded: (id: string) => boolean,
): void {
  const folder = join(dir, UPLOADS);
  if (!existsSync(folder)) return;
  const since = now().getTime() - UPLOAD_LIMITS.keptDays * 86_400_000;
  for (const id of readdirSync(folder)) {
    const isUpload = existsSync(join(folder, id, ABOUT));
    if (isUpload && (isNeeded(id) || touchedAt(join(folder, id)) > since)) continue;
    removeUpload({ dir }, id);
  }
}

const touchedAt = (folder: string): number =>
  Math.max(
    statSync(folder).mtimeMs,
    ...readdirSync(join(folder, FILES)).map((name) => statSync(join(folder, FILES, name)).mtimeMs),
  );

/** Has what was written of a file reach the disk. */
export function settleFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
