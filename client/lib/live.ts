import type { QueryClient } from '@tanstack/react-query';

/**
 * Keeps the page up to date: whenever any process changes the workspace, what may have changed is asked for
 * again. A hidden page lets go of its connection, since a browser has only six for all pages of a server.
 * @returns how to stop
 */
export function followChanges(client: QueryClient): () => void {
  let source: EventSource | null = null;
  const refresh = (): void => {
    void client.invalidateQueries({ predicate: ({ meta }) => meta?.immutable !== true });
  };
  const open = (): void => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('changed', refresh);
  };
  const turn = (): void => {
    if (document.visibilityState === 'hidden') {
      source?.close();
      source = null;
    } else if (source === null) {
      open();
      refresh();
    }
  };
  open();
  document.addEventListener('visibilitychange', turn);
  return () => {
    document.removeEventListener('visibilitychange', turn);
    source?.close();
  };
}
