import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Lease, takeLease } from '../../db/lease.ts';
import { ROUND_FILE } from '../../engine/shards/round.ts';

/** The folders of runs in shards that this process works in: nobody else does meanwhile. */
export interface HeldFolders {
  /** Takes a folder, and makes it where it is missing. @throws WinnowError `busy`, naming who holds it */
  hold(dir: string): void;
  /** Takes all of them away, or leaves them where they are, and no sweep takes them later. */
  end(isKept: boolean): void;
  /** Gives all of them back; they stay, and the same run goes on there. */
  release(): void;
}

/**
 * @param who is told to those who come second, as in `winnow run (process 123)`
 * @param now the time of day, in milliseconds since 1970
 */
export function heldFolders(who: string, now: () => number): HeldFolders {
  const held = new Map<string, Lease>();
  const release = () => {
    for (const lease of held.values()) lease.release();
    held.clear();
  };
  return {
    hold(dir) {
      if (held.has(dir)) return;
      held.set(dir, leaseOn(dir, who));
      sweepShards(dirname(dir), now());
    },
    end(isKept) {
      for (const dir of held.keys()) {
        if (isKept) keep(dir);
        else remove(dir);
      }
      release();
    },
    release,
  };
}

/** Stands in a folder whose shards are to stay. */
const KEPT = 'kept';
/** Where `takeLease` puts its locks. */
const LOCKS = 'leases';

/** The run is stored: a folder that takes no mark any more makes it fail no longer. */
function keep(dir: string): void {
  try {
    writeFileSync(join(dir, KEPT), '');
  } catch {
    // a sweep may take it, once it is a week old
  }
}

/** The lock lies in the folder. Where that is taken away meanwhile, the lock says nothing, and the next one is taken. */
function leaseOn(dir: string, who: string): Lease {
  for (;;) {
    mkdirSync(dir, { recursive: true });
    const before = statSync(dir).ino;
    const lease = takeLease(dir, `The same run in shards (${basename(dir)})`, who);
    if (statSync(dir, { throwIfNoEntry: false })?.ino === before) return lease;
    lease.release();
  }
}

/** So is a folder called whose end has begun: its name is free for another one at once. */
const ENDING = '.over';

/** What can not be taken away now is swept up later. */
function remove(dir: string): void {
  const ending = `${dir}-${process.hrtime.bigint().toString(36)}${ENDING}`;
  try {
    renameSync(dir, ending);
    rmSync(ending, { recursive: true, force: true });
  } catch {
    // The run is stored: nothing that is left of its shards makes it fail.
  }
}

/** What a run left behind that ended before its time waits so long for the same command. Unit: milliseconds. */
const WAITS = 7 * 24 * 3_600_000;

/**
 * Takes away what ended runs have left in a folder: what waited for a week, and what was being taken away when its
 * process died. What somebody works on, what is to be kept, and whatever is not of our making stays.
 * @param now milliseconds since 1970
 */
export function sweepShards(root: string, now: number): void {
  for (const name of readdirSync(root)) {
    const dir = join(root, name);
    try {
      if (/^[0-9a-f]{32}-[0-9a-z]+\.over$/.test(name)) rmSync(dir, { recursive: true, force: true });
      else if (/^[0-9a-f]{32}$/.test(name) && isLeftOver(dir, now)) {
        const lease = leaseOn(dir, 'a sweep');
        remove(dir);
        lease.release();
      }
    } catch {
      // Somebody works on it, or it is not ours to take away.
    }
  }
}

/** Whether it is a run's, nothing was done there for long, and nobody wants it kept. */
function isLeftOver(dir: string, now: number): boolean {
  const names = readdirSync(dir);
  const isOurs = names.includes(LOCKS) || names.some((name) => existsSync(join(dir, name, ROUND_FILE)));
  if (!isOurs || names.includes(KEPT)) return false;
  const changed = [dir, ...names.flatMap((name) => [join(dir, name), join(dir, name, 'out')])].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(...changed) < now - WAITS;
}
