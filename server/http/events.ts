import type { Request, Response } from 'express';
import type { Side } from '../db/side.ts';

/** How often the database is asked whether anybody committed. Unit: milliseconds. */
const POLL_MS = 300;
/** How often a silent stream says that it lives. Unit: milliseconds. */
const BEAT_MS = 15_000;

/**
 * Live events: `changed` to every open page when any process has changed the workspace.
 * The id of an event is the start of this server and a count, so that a page which was away (or talks to
 * a server that was started anew) hears `changed` at once, and one that missed nothing does not.
 * Nothing is polled while nobody listens.
 */
export function liveEvents(side: Pick<Side, 'hasChanged'>, start: string) {
  const listeners = new Set<Response>();
  let count = 0;
  let poll: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  const id = () => `${start}-${count}`;
  const say = (to: Response, event: string) => to.write(`id: ${id()}\nevent: ${event}\ndata: {}\n\n`);

  const look = (): void => {
    if (!side.hasChanged()) return;
    count++;
    for (const listener of listeners) say(listener, 'changed');
  };
  const leave = (response: Response): void => {
    listeners.delete(response);
    if (listeners.size > 0) return;
    clearInterval(poll);
    clearInterval(beat);
  };

  return {
    handle(request: Request, response: Response): void {
      look();
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-cache, no-transform',
        'X-Accel-Buffering': 'no',
      });
      response.write('retry: 1000\n');
      const seen = request.get('Last-Event-ID');
      say(response, seen !== undefined && seen !== id() ? 'changed' : 'ready');
      if (listeners.size === 0) {
        poll = setInterval(look, POLL_MS);
        beat = setInterval(() => {
          for (const listener of listeners) listener.write(': alive\n\n');
        }, BEAT_MS);
      }
      listeners.add(response);
      response.on('close', () => leave(response));
    },
    close(): void {
      for (const listener of [...listeners]) {
        leave(listener);
        listener.end();
      }
    },
  };
}
