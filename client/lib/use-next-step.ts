import { useQuery } from '@tanstack/react-query';
import { workspaceQuery } from './queries/workspace.ts';

/** What has to be done before most pages have anything to show; undefined once there is a run, or while it is not known. */
export function useNextStep(): { to: string; name: string } | undefined {
  const { data } = useQuery(workspaceQuery());
  if (data === undefined || data.latestRun !== null) return undefined;
  return data.questions === 0 ? { to: '/import', name: 'Import questions' } : { to: '/', name: 'Make a run' };
}
