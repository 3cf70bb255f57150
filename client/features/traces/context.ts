import { useOutletContext } from 'react-router';
import type { DrawerList } from '../../components/drawer.tsx';

/** What the drawer of a trace needs of the list behind it. */
export interface TracesContext extends DrawerList {
  /** Id of the collection that the list is of. */
  collectionId: string;
}

export const useTraces = (): TracesContext => useOutletContext<TracesContext>();
