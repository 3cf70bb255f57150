import type { Workspace } from '../../server/db/workspace.ts';
import { type Memory, memoryOver } from '../../server/runs/facts/memory.ts';

const files = new Map<string, Buffer>();
const cache = {
  has: (key: string) => files.has(key),
  get: (key: string) => files.get(key) ?? null,
  put: (key: string, bytes: Uint8Array) => void files.set(key, Buffer.from(bytes)),
};
const memories = new WeakMap<Workspace, Memory>();

/**
 * A memory for each workspace, all over one cache, so that tests over the same questions look at their texts once.
 * Not for tests of what measuring gives: there a second run would only read what the first one stored.
 */
export function memoryOf(workspace: Workspace): Memory {
  const memory = memories.get(workspace) ?? memoryOver(cache);
  memories.set(workspace, memory);
  return memory;
}
