import type { Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';
import { nodeHash } from '../ledger/hashes.ts';
import { finishedNodes, type NodeAt } from '../ledger/tree.ts';
import { rowBatch } from './row-batch.ts';

const refuseShortened = () => {
  throw new WinnowError(
    'failed',
    'The tree of the log reaches beyond its last event: events were taken away; winnow ledger verify says more.',
  );
};

/**
 * The `log_nodes` table: complete subtrees of the tree over the log, all but the leaves, which lie with the
 * events. Only this file names it in SQL.
 * @param leafAt leaf hash of an event by its place
 */
export function logNodeTable(db: Database, leafAt: (seq: number) => Uint8Array | undefined) {
  const waiting = rowBatch(db, 'log_nodes (level, idx, hash)', 3, refuseShortened);
  const get = db
    .prepare<[number, number], Buffer>('SELECT hash FROM log_nodes WHERE level = ? AND idx = ?')
    .pluck();
  const total = db.prepare<[], number>('SELECT count(*) FROM log_nodes').pluck();
  const clear = db.prepare('DELETE FROM log_nodes');

  const edge = new Map<number, { index: number; hash: Uint8Array }>(); // by level: the node that was added last

  /** @throws WinnowError `failed` where the tree lacks a node that its size calls for */
  const at: NodeAt = (level, index) => {
    const newest = edge.get(level);
    if (newest?.index === index) return newest.hash;
    waiting.flush();
    const hash = level === 0 ? leafAt(index) : get.get(level, index);
    if (hash !== undefined) return hash;
    throw new WinnowError(
      'failed',
      `The tree of the log lacks node ${index} of level ${level}; winnow ledger verify says what else is wrong.`,
    );
  };

  const add = (seq: number, leaf: Uint8Array): void => {
    if (seq % 2 === 1)
      for (const { level, index, hash } of finishedNodes(seq, leaf, at)) {
        if (level > 0) waiting.add(level, index, hash);
        edge.set(level, { index, hash });
      }
    edge.set(0, { index: seq, hash: leaf });
  };

  return {
    at,
    /**
     * Adds the subtrees that a new leaf finishes; the leaves before it are in the tree. They are stored with others, at
     * the latest by `flush`.
     * @throws WinnowError `failed`, then or now, where the tree has them already
     */
    add,
    flush: waiting.flush,
    /** Forgets what it remembers of added nodes: they may have been undone. */
    forget(): void {
      edge.clear();
      waiting.clear();
    },
    /** Whether the tree reaches the last subtree that a log of `size` has finished. */
    isWhole(size: number): boolean {
      waiting.flush();
      return size < 2 || get.get(1, Math.floor(size / 2) - 1) !== undefined;
    },
    isEmpty(): boolean {
      waiting.flush();
      return total.get() === 0;
    },
    /** Whether every node is the hash of the two below it, and no other is there. */
    isSound(size: number): boolean {
      waiting.flush();
      let count = 0;
      for (let level = 1, whole = Math.floor(size / 2); whole > 0; level++, whole = Math.floor(whole / 2)) {
        for (let index = 0; index < whole; index++) {
          const below = nodeHash(at(level - 1, 2 * index), at(level - 1, 2 * index + 1));
          if (Buffer.compare(at(level, index), below) !== 0) return false;
        }
        count += whole;
      }
      return total.get() === count;
    },
    /** Makes the tree anew from the leaves of a log that has none yet. */
    rebuild(size: number): void {
      waiting.clear();
      clear.run();
      for (let seq = 0; seq < size; seq++) add(seq, at(0, seq));
      waiting.flush();
    },
  };
}
