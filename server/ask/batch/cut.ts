import { createHash } from 'node:crypto';
import type { BatchProvider, Call } from '../provider.ts';

/** Calls of a batch: fewer make many jobs, more lose much when one job is lost. */
export const SHARD_SIZE = 1_000;
const MOST_ITEMS = 2_000;
/** Of the provider's bytes, for what a request adds to its texts is only guessed. */
const FILLED = 0.9;
const ADDED_BYTES = 512;

export interface Cutter {
  /** The calls of the next shard; null where all are cut. */
  next(): Call[] | null;
  /** Keys of calls that are too big for any batch, as far as they were met. */
  tooBig: string[];
}

/**
 * Cuts pending calls into shards of about the same size, within the provider's limits, building each call only
 * when its shard is cut.
 * @param pending work keys; one that comes twice counts once
 * @param callOf null where a call is not wanted any more
 */
export function cutter(
  pending: Iterable<string>,
  callOf: (key: string) => Call | null,
  limits: BatchProvider['batches']['limits'],
  shardSize: number = SHARD_SIZE,
): Cutter {
  const keys = [...new Set(pending)];
  const most = Math.max(1, Math.min(shardSize, MOST_ITEMS, limits.items));
  const size = Math.ceil(keys.length / Math.max(1, Math.ceil(keys.length / most)));
  const bytes = limits.bytes * FILLED;
  const tooBig: string[] = [];
  let at = 0;
  return {
    tooBig,
    next() {
      const calls: Call[] = [];
      for (let filled = 0; at < keys.length && calls.length < size; at++) {
        const call = callOf(keys[at] ?? '');
        if (call === null) continue;
        const own = bytesOf(call);
        if (own > bytes) tooBig.push(call.key);
        else if (filled + own > bytes) break;
        else {
          filled += own;
          calls.push(call);
        }
      }
      return calls.length === 0 ? null : calls;
    },
  };
}

/**
 * The name of a shard: a hash of its collection and its keys, in no order.
 * @param again 0, and one more for each earlier shard of the same keys: those are other batches
 */
export function displayNameOf(collection: string, keys: readonly string[], again: number): string {
  const what = JSON.stringify([collection, keys.toSorted(), again]);
  return `winnow-${createHash('sha256').update(what).digest('hex').slice(0, 32)}`;
}

const bytesOf = (call: Call): number => Buffer.byteLength(JSON.stringify(call)) + ADDED_BYTES;
