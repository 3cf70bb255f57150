import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A folder is nobody's after this. Unit: milliseconds. */
const LEFT_OVER = 86_400_000;

/**
 * Takes away decisions that a killed command left: folders that are of no run, once they are a day old.
 * @param isRun whether a run of this id is stored
 */
export function sweepDecisions(dir: string, isRun: (id: string) => boolean, now: Date): void {
  let names: string[] = [];
  try {
    names = readdirSync(dir);
  } catch {
    return; // it comes with the first run
  }
  for (const name of names) {
    const id = /^(run-[0-9a-f]{4,40})(?:\.part)?$/.exec(name)?.[1];
    if (id === undefined || (isRun(id) && id === name)) continue;
    const at = statSync(join(dir, name), { throwIfNoEntry: false })?.mtimeMs ?? now.getTime();
    if (now.getTime() - at > LEFT_OVER) rmSync(join(dir, name), { recursive: true, force: true });
  }
}
