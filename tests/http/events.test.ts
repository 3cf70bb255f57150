import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openSide } from '../../server/db/side.ts';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

interface Heard {
  id: string;
  event: string;
}

/** Listens to the events of a server; `next` waits for one more. */
async function listen(url: string, lastEventId?: string) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(`${url}/api/v1/events`, {
    signal: stop.signal,
    headers: lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
  });
  const heard: Heard[] = [];
  let wake: () => void = () => undefined;
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const id = /^id: (.*)$/m.exec(text.slice(0, end))?.[1];
        const event = /^event: (.*)$/m.exec(text.slice(0, end))?.[1];
        if (id !== undefined && event !== undefined) heard.push({ id, event });
        text = text.slice(end + 2);
      }
      wake();
    }
  })().catch(() => undefined);
  const next = async (count: number): Promise<Heard[]> => {
    for (const until = Date.now() + 5000; heard.length < count && Date.now() < until; ) {
      await Promise.race([new Promise<void>((done) => (wake = done)), pause(200)]);
    }
    return heard;
  };
  return { response, heard, next, reading, stop: () => stop.abort() };
}

const sameFolder = (workspace: Workspace): Workspace => {
  const other = openWorkspace(workspace.dir, {
    now: () => new Date(0),
    randomHex: () => 'ff',
    pid: 2,
    waitMs: 2000,
  });
  onTestFinished(() => other.close());
  return other;
};

test('a change through another connection, as another process has it, is told within a second', async () => {
  const { url, workspace } = await startServer();
  const { response, next } = await listen(url);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(response.headers.get('content-encoding')).toBeNull();
  expect((await next(1)).map(({ event }) => event)).toEqual(['ready']);
  addQuestions(sameFolder(workspace), [newQuestion({ question: 'New?' })]);
  const started = Date.now();
  expect((await next(2)).map(({ event }) => event)).toEqual(['ready', 'changed']);
  expect(Date.now() - started).toBeLessThan(2000);
});

test('a change of the server itself is told, and the growth of the search index is none', async () => {
  const workspace = temporaryWorkspace();
  const { url, api } = await startServer(workspace);
  const { next, heard } = await listen(url);
  await next(1);
  addQuestions(workspace, [newQuestion({ question: 'A first one?' })]);
  await next(2);
  expect((await api('/questions?q=first')).body).toMatchObject({ items: [{ text: 'A first one?' }] });
  await pause(900);
  expect(heard.map(({ event }) => event)).toEqual(['ready', 'changed']);
});

test('who comes back hears of a change that was missed, and of none where there was none', async () => {
  const { url, workspace } = await startServer();
  const first = await listen(url);
  const [ready] = await first.next(1);
  first.stop();
  await first.reading;
  const second = await listen(url, ready?.id);
  expect(await second.next(1)).toEqual([{ id: ready?.id, event: 'ready' }]);
  second.stop();
  await second.reading;
  addQuestions(sameFolder(workspace), [newQuestion({ question: 'While you were away?' })]);
  const third = await listen(url, ready?.id);
  expect((await third.next(1)).map(({ event }) => event)).toEqual(['changed']);
  const stranger = await listen(url, 'of-another-server-7');
  expect((await stranger.next(1)).map(({ event }) => event)).toEqual(['changed']);
});

test('closing the server ends open streams', async () => {
  const { url, close } = await startServer();
  const { reading, next } = await listen(url);
  await next(1);
  const started = Date.now();
  await close();
  await reading;
  expect(Date.now() - started).toBeLessThan(2000);
});

test('a side connection sees the commits of others and not its own', () => {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, [newQuestion({ question: 'Here?' })]);
  const side = openSide(workspace.file);
  expect(side.hasChanged()).toBe(false);
  side.index.grow(10);
  expect(side.hasChanged()).toBe(false);
  addQuestions(workspace, [newQuestion({ question: 'There?' })]);
  expect([side.hasChanged(), side.hasChanged()]).toEqual([true, false]);
  side.close();
});
