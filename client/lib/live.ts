import type { QueryClient } from '@tanstack/react-query';
import { server } from './reach.ts';

/** The least time between two refreshments, however fast changes come. Unit: milliseconds. */
const PAUSE_MS = 1000;

/**
 * Keeps the page up to date: whenever any process changes the workspace, what may have changed is asked for
 * again. Where the server does not answer, `reach` is told. A hidden page lets go of its connection, since a browser
 * has only six for all pages of a server.
 * @returns how to stop
 */
export function followChanges(client: QueryClient): () => void {
  let source: EventSource | null = null;
  let pause: ReturnType<typeof setTimeout> | null = null;
  let isDue = false;
  const refresh = (): void => {
    isDue = pause !== null;
    if (isDue) return; // another process may write many times a second; its last word is heard after the pause
    void client.invalidateQueries({ predicate: ({ meta }) => meta?.immutable !== true });
    pause = setTimeout(() => {
      pause = null;
      if (isDue) refresh();
    }, PAUSE_MS);
  };
  const look = (): void => void server.lookNow();
  const open = (): void => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('changed', refresh);
    source.addEventListener('error', server.heardNothing); // the connection broke: it is made anew by the browser
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
  const events = ['offline', 'online'] as const;
  for (const event of events) window.addEventListener(event, look);
  return () => {
    document.removeEventListener('visibilitychange', turn);
    for (const event of events) window.removeEventListener(event, look);
    if (pause !== null) clearTimeout(pause);
    source?.close();
  };
}
