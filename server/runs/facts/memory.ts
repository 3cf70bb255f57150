import { createHash } from 'node:crypto';
import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { GroupMemory } from '../../decide/groups.ts';
import type { ByteCache } from './cache-folder.ts';
import { packGroups, unpackGroups } from './found-groups.ts';
import { keyOf } from './identity.ts';
import { PACKED, type PartName, type Parts } from './parts.ts';

/** How many things a process keeps at hand; those not asked for longest go first. */
const MOST_KEPT = 24;

/** What a process keeps at hand of what was read or measured, over the files of the cache. */
export interface Memory {
  part<N extends PartName>(name: N, key: string): Parts[N] | undefined;
  /** Whether a part is there, by its key. */
  has(key: string): boolean;
  keepPart<N extends PartName>(name: N, key: string, part: Parts[N]): void;
  /** Any other thing, for this process alone. */
  recall<T>(key: string): T | undefined;
  keep(key: string, thing: unknown): void;
  /** What group stages made of the texts under a key. */
  groups(texts: string): GroupMemory;
}

/** @param cache where it is kept beyond this process */
export function memoryOver(cache: ByteCache): Memory {
  const kept = new Map<string, unknown>();
  const recall = (key: string): unknown => {
    const thing = kept.get(key);
    if (thing === undefined) return undefined;
    kept.delete(key);
    kept.set(key, thing); // last in the order of going
    return thing;
  };
  const keep = (key: string, thing: unknown): void => {
    kept.delete(key);
    kept.set(key, thing);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
  };
  const read = <T>(key: string, unpacked: (bytes: Buffer) => T): T | undefined => {
    const known = recall(key);
    if (known !== undefined) return known as T;
    const bytes = cache.get(key);
    if (bytes === null) return undefined;
    try {
      const thing = unpacked(bytes);
      keep(key, thing);
      return thing;
    } catch {
      return undefined;
    }
  };
  const write = (key: string, thing: unknown, packed: () => Buffer): void => {
    keep(key, thing);
    try {
      cache.put(key, packed());
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause; // of millions of questions: too long for one text
    }
  };
  return {
    part: (name, key) => read(key, PACKED[name].unpack),
    has: (key) => kept.has(key) || cache.has(key),
    keepPart: (name, key, part) => write(key, part, () => PACKED[name].pack(part)),
    recall: <T>(key: string) => recall(key) as T | undefined,
    keep,
    groups: (texts) => ({
      get: (config, reached) => read(groupKey(texts, config, reached), unpackGroups),
      put: (config, reached, made) => write(groupKey(texts, config, reached), made, () => packGroups(made)),
    }),
  };
}

const groupKey = (texts: string, config: ConfigOf<'duplicates'>, reached: Uint32Array): string =>
  keyOf('groups', texts, config, createHash('sha256').update(reached).digest('hex'));
