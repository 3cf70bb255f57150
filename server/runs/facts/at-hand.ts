import type { Memory } from './memory.ts';
import type { PartName, Parts } from './parts.ts';

/** All of the parts, or null where one is missing. */
export function partsAtHand(
  names: readonly PartName[],
  keys: ReadonlyMap<PartName, string>,
  memory: Memory,
): Partial<Parts> | null {
  const parts: Partial<Parts> = {};
  return names.every((name) => take(name, keys, memory, parts)) ? parts : null;
}

/** @returns false where it is not at hand */
export function take<N extends PartName>(
  name: N,
  keys: ReadonlyMap<PartName, string>,
  memory: Memory,
  parts: Partial<Parts>,
): boolean {
  const part = memory.part(name, keys.get(name) ?? '');
  if (part !== undefined) parts[name] = part;
  return part !== undefined;
}

/** Keeps what was made now, for this run and the next. */
export function put<N extends PartName>(
  name: N,
  made: Partial<Parts>,
  keys: ReadonlyMap<PartName, string>,
  memory: Memory,
  parts: Partial<Parts>,
): void {
  const part = made[name];
  const key = keys.get(name);
  if (part === undefined || key === undefined) return;
  parts[name] = part;
  memory.keepPart(name, key, part);
}
