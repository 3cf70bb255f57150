import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folderOf = (dir: string): string => join(dir, 'jobs');

/** Where the files of a job lie, in the workspace. */
export const jobFolder = (dir: string, id: string): string => join(folderOf(dir), id);

/** What stands for a folder in a stored command: a workspace may be moved. */
export const WORKSPACE = '%workspace%';
export const JOB_FOLDER = '%job%';

/** The command with its folders where they lie today. */
export const inPlace = (args: readonly string[], dir: string, id: string): string[] =>
  args.map((arg) => arg.replace(JOB_FOLDER, () => jobFolder(dir, id)).replace(WORKSPACE, () => dir));

/** Whether a text would be taken for one of these folders. */
export const namesFolder = (text: string): boolean => text.includes(JOB_FOLDER) || text.includes(WORKSPACE);

/** A text of a command without the folder that it was carried out in: nobody else is told where that lies. */
export const withoutFolder = (text: string, dir: string): string => text.split(`${dir}/`).join('');

/** Makes the folder of a job with the files that its command reads. */
export function makeJobFolder(dir: string, id: string, files: Readonly<Record<string, string>>): void {
  const folder = jobFolder(dir, id);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

export const dropJobFolder = (dir: string, id: string): void =>
  rmSync(jobFolder(dir, id), { recursive: true, force: true });

/** Removes the folders that no job needs any more, such as one that a kill left before its job was stored. */
export function sweepJobFolders(dir: string, isNeeded: (id: string) => boolean): void {
  let names: string[];
  try {
    names = readdirSync(folderOf(dir));
  } catch {
    return; // nothing was ever ordered
  }
  for (const name of names) if (!isNeeded(name)) dropJobFolder(dir, name);
}
