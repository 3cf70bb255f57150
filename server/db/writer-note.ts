import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Who writes to a workspace leaves a note in it. It only serves the message of somebody who waits in vain; the lock
// itself is SQLite's.

const noteIn = (dir: string): string => join(dir, 'writer.txt');

export function leaveNote(dir: string, who: string): void {
  try {
    writeFileSync(noteIn(dir), who);
  } catch {
    // A full disk must not stop a transaction that may well fit.
  }
}

export function takeNote(dir: string): void {
  try {
    unlinkSync(noteIn(dir));
  } catch {
    // It could not be left, or somebody took it away.
  }
}

/** Whom the note names. */
export function readNote(dir: string): string {
  try {
    return readFileSync(noteIn(dir), 'utf8').slice(0, 200);
  } catch {
    return 'another process'; // whoever holds it has left no note
  }
}
