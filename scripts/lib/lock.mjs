import { mkdirSync, readFileSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { livingLine } from './living-line.mjs';

const BEAT_MS = 2000;
const SILENT_MS = 60000; // a holder that has not touched its lock for so long is gone
const ORPHAN_MS = 900000; // how long an npm that outlived its parent is waited for

/**
 * Runs `work` as the only set-up of this checkout; waits for another one, visibly.
 * A holder that was killed leaves no lock to wait for, save while the npm it started is still writing.
 * @param {{ file: string, out: object }} lock
 * @param {(hold: { child(pid: number): void }) => Promise<T>} work `child` names a program that writes on its own
 * @returns {Promise<T>}
 * @template T
 */
export async function withLock({ file, out }, work) {
  mkdirSync(dirname(file), { recursive: true });
  await acquire(file, out);
  const beat = setInterval(() => touch(file), BEAT_MS);
  try {
    return await work({ child: (pid) => writeFileSync(file, `${process.pid} ${pid}`) });
  } finally {
    clearInterval(beat);
    removeIfThere(file);
  }
}

async function acquire(file, out) {
  let line = null;
  while (!tryCreate(file)) {
    const holder = holderOf(file);
    if (holder === null) removeIfThere(file);
    else {
      if (line === null) line = livingLine(out, () => `waiting for another set-up (process ${holder})`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  if (line !== null) line.end('');
}

function tryCreate(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** The process that is to be waited for, or null when the lock is left over. */
function holderOf(file) {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const [holder, child] = readFileSync(file, 'utf8').split(' ').map(Number);
    if (holder === 0) return age < BEAT_MS ? holder : null; // made this moment, not yet written
    if (age < SILENT_MS && holder !== process.pid && isAlive(holder)) return holder;
    return child !== undefined && age < ORPHAN_MS && isAlive(child) && isNpm(child) ? child : null;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Guards against a number that now belongs to something else; where /proc is missing the number is believed. */
function isNpm(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('npm');
  } catch {
    return process.platform !== 'linux';
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder was removed while the set-up runs; the next step says so better than a heartbeat can.
  }
}

function removeIfThere(file) {
  try {
    unlinkSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
