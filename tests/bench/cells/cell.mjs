// What the cells share: they run over the built program, each in a process of its own, as a user's command does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Imports a module of the built server. */
export const built = (path) =>
  import(pathToFileURL(join(import.meta.dirname, '../../../dist/server', path)).href);

export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

const spent = ({ user, system }) => (user + system) / 1e6;

/** Does the work, and says on one line of JSON what it took, with and without the start, and what came out. */
export function report(work) {
  const before = process.cpuUsage();
  const result = work();
  const stageSeconds = spent(process.cpuUsage(before));
  const cpuSeconds = spent(process.cpuUsage());
  const memoryMb = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ stageSeconds, cpuSeconds, memoryMb, result })}\n`);
}
