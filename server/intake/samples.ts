import type { Workspace } from '../db/workspace.ts';

/** Sources of the built-in sample pool are called so. */
export const isSample = (source: string): boolean => source.startsWith('sample-');

/**
 * The first import of anything else sets the sample sources aside, so that nobody selects from made-up
 * questions by oversight. To be called in the transaction of the import, before its sources are added.
 * @returns the sources that were set aside
 */
export function setSamplesAside(workspace: Workspace, incoming: readonly string[]): string[] {
  const known = workspace.sources.all();
  if (incoming.every(isSample) || known.some(({ name }) => !isSample(name))) return [];
  const included = known.filter((source) => source.included).map(({ name }) => name);
  for (const name of included) workspace.sources.setIncluded(name, false);
  return included;
}
