import { useOutletContext } from 'react-router';
import type { DrawerList } from '../../components/drawer.tsx';

/** What the drawer needs of the list behind it. */
export interface PoolContext extends DrawerList {
  /** The run whose decision is shown; null where there is none, undefined while that is not known. */
  runId: string | null | undefined;
  titles: ReadonlyMap<string, string>;
  /** Address of another question, with the filters kept. */
  hrefOf: (id: string) => string;
}

export const usePool = (): PoolContext => useOutletContext<PoolContext>();
