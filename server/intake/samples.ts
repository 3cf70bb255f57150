import type { Workspace } from '../db/workspace.ts';

/** Sources and benchmarks of the built-in sample pool are called so. */
export const isSample = (name: string): boolean => name.startsWith('sample-');

/**
 * The first import of anything else sets the sample sources aside, and the benchmark that was made up with them,
 * so that nobody selects from made-up questions, or takes a look at a made-up benchmark for a check. To be called in the transaction of the import, before its sources are added.
 * @returns the sources that were set aside
 */
export function setSamplesAside(workspace: Workspace, incoming: readonly string[]): string[] {
  const known = workspace.sources.all();
  if (incoming.every(isSample) || known.some(({ name }) => !isSample(name))) return [];
  const included = known.filter((source) => source.included).map(({ name }) => name);
  for (const name of included) workspace.sources.setIncluded(name, false);
  for (const { name } of workspace.benchmarks.all())
    if (isSample(name)) workspace.benchmarks.setIncluded(name, false);
  return included;
}
