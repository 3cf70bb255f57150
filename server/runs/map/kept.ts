import { AREA_VERSION } from '../../../shared/area.ts';
import type { ByteCache } from '../facts/cache-folder.ts';
import { keyOf } from '../facts/identity.ts';

/** Where each question of a pool lies, in the order of ids: x and y in turn. */
export type MapPoints = Uint16Array;

/** The same for everybody, so that an area means the same to everybody. */
export const MAP_SEED = 1;

/** Folder of the maps in that of a workspace. */
export const MAPS = ['cache', 'maps'] as const;

/** What a map hangs on: the questions with all they say, and the way in which maps are laid out. */
const keyFor = (poolSha256: string): string => keyOf('map', AREA_VERSION, MAP_SEED, poolSha256);

/** The map of a pool, where it was laid out before. */
export function keptMap(cache: ByteCache, poolSha256: string, size: number): MapPoints | null {
  const bytes = cache.get(keyFor(poolSha256));
  if (bytes === null || bytes.length !== size * 4) return null;
  return new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

export const keepMap = (cache: ByteCache, poolSha256: string, points: MapPoints): void =>
  cache.put(keyFor(poolSha256), new Uint8Array(points.buffer, points.byteOffset, points.byteLength));
