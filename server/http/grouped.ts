import type { Workspace } from '../db/workspace.ts';

/** Carries out an act in a write transaction that it may share with others; resolves once that is on the disk. */
export type Grouped = <T>(act: () => T) => Promise<T>;

/**
 * Group commit: what comes in at the same moment is written in one transaction, so that a hundred small writes a
 * second do not wait for a hundred disks. Each act is a part of its own: one that throws is undone alone, and nobody
 * is answered before all of it is stored. Source: DeWitt et al. (1984), "Implementation techniques for main memory
 * database systems", section 5.2.
 */
export function grouped(workspace: Pick<Workspace, 'write' | 'part'>): Grouped {
  let waiting: { act: () => unknown; done: (value: never) => void; fail: (cause: unknown) => void }[] = [];
  const carryOut = (): void => {
    const batch = waiting;
    waiting = [];
    try {
      const tell = workspace.write('reviews', () => batch.map((one) => settle(workspace, one)));
      for (const one of tell) one();
    } catch (cause) {
      for (const { fail } of batch) fail(cause); // nothing of it is stored
    }
  };
  return (act) =>
    new Promise((done, fail) => {
      if (waiting.length === 0) setImmediate(carryOut);
      waiting.push({ act, done, fail });
    });
}

function settle(
  { part }: Pick<Workspace, 'part'>,
  { act, done, fail }: { act: () => unknown; done: (value: never) => void; fail: (cause: unknown) => void },
): () => void {
  try {
    const value = part(act);
    return () => done(value as never);
  } catch (cause) {
    return () => fail(cause);
  }
}
