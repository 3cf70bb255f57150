import { useQuery } from '@tanstack/react-query';
import { workspaceQuery } from './queries/workspace.ts';
import { useChosenRun } from './urls.ts';

/** Whether there is a run to speak of: one that the address names, or any; undefined while that is not known. */
export function useHasRun(): boolean | undefined {
  const { param } = useChosenRun();
  const { data } = useQuery(workspaceQuery());
  if (param !== undefined) return true;
  return data === undefined ? undefined : data.latestRun !== null;
}
