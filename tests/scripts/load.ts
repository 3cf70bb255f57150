import { pathToFileURL } from 'node:url';
import { ROOT } from '../house/tree.ts';

/**
 * A module of `scripts/`, which is JavaScript without types of its own.
 * @param path from `scripts/`
 */
export async function loadScript<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(`${ROOT}scripts/${path}`).href)) as Module;
}

/** A stream that keeps what is written to it. */
export function recorder(isTTY = false) {
  const texts: string[] = [];
  return { isTTY, columns: 60, write: (text: string) => texts.push(text), text: () => texts.join('') };
}
