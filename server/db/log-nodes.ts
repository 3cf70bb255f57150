import type { Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';
import { finishedNodes, type NodeAt } from '../ledger/tree.ts';

/**
 * The `log_nodes` table: complete subtrees of the tree over the log, all but the leaves, which lie with the
 * events. Only this file names it in SQL.
 * @param leafAt leaf hash of an event by its place
 */
export function logNodeTable(db: Database, leafAt: (seq: number) => Uint8Array | undefined) {
  const insert = db.prepare<[number, number, Uint8Array]>(
    'INSERT INTO log_nodes (level, idx, hash) VALUES (?, ?, ?)',
  );
  const get = db
    .prepare<[number, number], Buffer>('SELECT hash FROM log_nodes WHERE level = ? AND idx = ?')
    .pluck();
  const clear = db.prepare('DELETE FROM log_nodes');

  /** @throws WinnowError `failed` where the tree lacks a node that its size calls for */
  const at: NodeAt = (level, index) => {
    const hash = level === 0 ? leafAt(index) : get.get(level, index);
    if (hash !== undefined) return hash;
    throw new WinnowError(
      'failed',
      `The tree of the log lacks node ${index} of level ${level}; winnow ledger verify says what else is wrong.`,
    );
  };

  const add = (seq: number, leaf: Uint8Array): void => {
    if (seq % 2 === 0) return; // finishes nothing but itself
    for (const { level, index, hash } of finishedNodes(seq, leaf, at))
      if (level > 0) insert.run(level, index, hash);
  };

  return {
    at,
    /** Adds the subtrees that a new leaf finishes; the leaves before it are in the tree. */
    add,
    /** Whether the tree reaches the last subtree that a log of `size` has finished. */
    isWhole: (size: number): boolean => size < 2 || get.get(1, Math.floor(size / 2) - 1) !== undefined,
    /** Makes the tree anew from the leaves of a log that has none yet. */
    rebuild(size: number): void {
      clear.run();
      for (let seq = 0; seq < size; seq++) add(seq, at(0, seq));
    },
  };
}
