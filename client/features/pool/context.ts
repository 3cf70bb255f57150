import { useOutletContext } from 'react-router';

/** What the drawer needs of the list behind it. */
export interface PoolContext {
  /** The run whose decision is shown; null where there is none, undefined while that is not known. */
  runId: string | null | undefined;
  /** Ids in the order of the list, as far as it is loaded. */
  ids: readonly string[];
  titles: ReadonlyMap<string, string>;
  isRaw: boolean;
  toggleRaw: () => void;
  /** Address of another question, with the filters kept. */
  hrefOf: (id: string) => string;
  open: (id: string) => void;
  close: () => void;
}

export const usePool = (): PoolContext => useOutletContext<PoolContext>();
