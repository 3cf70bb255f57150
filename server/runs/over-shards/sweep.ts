import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A folder is nobody's after this. Unit: milliseconds. */
const LEFT_OVER = 86_400_000;

/**
 * Takes away decisions that a killed command left half written, once they are a day old. Whole ones stay, whether this
 * workspace knows their run or not: where it was copied or restored, they may be those of the other one.
 */
export function sweepDecisions(dir: string, now: Date): void {
  let names: string[] = [];
  try {
    names = readdirSync(dir);
  } catch {
    return; // it comes with the first run
  }
  for (const name of names) {
    if (!/^run-[0-9a-f]{4,40}\.part$/.test(name)) continue;
    const at = statSync(join(dir, name), { throwIfNoEntry: false })?.mtimeMs ?? now.getTime();
    if (now.getTime() - at > LEFT_OVER) rmSync(join(dir, name), { recursive: true, force: true });
  }
}
