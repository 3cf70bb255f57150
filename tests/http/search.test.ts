import { expect, test } from 'vitest';
import { searchIndex } from '../../server/db/search.ts';
import { openSide } from '../../server/db/side.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { searching } from '../../server/http/searching.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

const TEXTS = [
  'Simplify $\\frac{1}{2} + \\frac{1}{3}$.',
  'A shirt is sold at 20% off; the tag says "now $8".',
  'Let a_b be a name with an underscore.',
  'Let aXb be a name without one.',
  '求函数的最大值是多少？',
  'Déjà vu: ÉTÉ ou été?',
  'Frac is half a word; 1/2 is a fraction.',
];

function pool(texts: readonly string[], workspace: Workspace = temporaryWorkspace()): Workspace {
  addQuestions(
    workspace,
    texts.map((question, i) => newQuestion({ question, source: i % 2 === 0 ? 'even' : 'odd' })),
  );
  return workspace;
}

function grown(workspace: Workspace): Workspace {
  const side = openSide(workspace.file);
  while (side.index.grow(2) === 'more');
  side.close();
  return workspace;
}

const QUERIES: [string, number[]][] = [
  ['\\frac{1}', [0]],
  ['frac', [0, 6]],
  ['FRAC', [0, 6]],
  ['20%', [1]],
  ['"now $8"', [1]],
  ['a_b', [2]],
  ['name with', [2, 3]],
  ['最大值', [4]],
  ['大', [4]],
  ['1/', [6]],
  ['%', [1]],
  ['_', [2]],
  ['nowhere to be found', []],
  ['OR AND NOT *', []],
  ['a\\', []],
  ["'; DROP TABLE questions", []],
];

const found = (body: unknown): number[] =>
  (body as { items: { text: string }[] }).items.map(({ text }) => TEXTS.indexOf(text));

test.each(QUERIES)(
  '"%s" is found as it stands by looking at every text, and by the index',
  async (q, wanted) => {
    const path = `/questions?q=${encodeURIComponent(q)}`;
    const before = await startServer(pool(TEXTS));
    expect(found((await before.api(path)).body)).toEqual(wanted);
    const after = await startServer(grown(pool(TEXTS)));
    expect(found((await after.api(path)).body)).toEqual(wanted);
  },
);

test('the index knows letters beyond ASCII in any case', async () => {
  const { api } = await startServer(grown(pool(TEXTS)));
  expect(found((await api(`/questions?q=${encodeURIComponent('ÉTÉ ou été')}`)).body)).toEqual([5]);
  expect(found((await api(`/questions?q=${encodeURIComponent('déjà VU')}`)).body)).toEqual([5]);
});

test('the first search grows the index in the background; later ones bring it up to date', async () => {
  const workspace = pool(TEXTS);
  const index = searchIndex(workspace.db);
  const side = openSide(workspace.file);
  const search = searching(side, () => undefined);
  expect([index.isComplete(), search.byIndex('ab'), search.byIndex('fraction')]).toEqual([
    false,
    false,
    false,
  ]);
  await search.settled();
  expect([index.isComplete(), search.byIndex('fraction'), search.byIndex('ab')]).toEqual([true, true, false]);
  addQuestions(workspace, [newQuestion({ question: 'One more fraction.' })]);
  expect(search.byIndex('fraction')).toBe(false);
  await search.settled();
  expect(search.byIndex('fraction')).toBe(true);
  await search.close();
  side.close();
});

test('growing waits for another writer instead of holding up the server', async () => {
  const workspace = pool(TEXTS);
  const side = openSide(workspace.file);
  workspace.write('test', () => {
    expect(side.index.grow(10)).toBe('busy');
  });
  expect(side.index.grow(10)).toBe('complete');
  side.close();
});

test('an empty pool has nothing to index, and nothing to find', async () => {
  const { api, workspace } = await startServer();
  expect(searchIndex(workspace.db).isComplete()).toBe(true);
  expect((await api('/questions?q=anything')).body).toEqual({ items: [], nextCursor: null });
});

test('retired questions are in the index and never in a reply', async () => {
  const workspace = grown(pool(TEXTS));
  const [first] = workspace.questions.find(
    newQuestion({ question: TEXTS[0] ?? '', source: 'even' }).questionId,
  );
  workspace.write('test', () => workspace.questions.supersede(first?.questionId ?? '', 'other'));
  const { api } = await startServer(workspace);
  expect(found((await api('/questions?q=frac')).body)).toEqual([6]);
});

test('a search keeps to its source and goes on from page to page', async () => {
  const texts = Array.from({ length: 30 }, (_, i) => `Number ${i} of the plums`);
  for (const workspace of [pool(texts), grown(pool(texts))]) {
    const { api } = await startServer(workspace);
    const first = (await api('/questions?q=plums&source=odd&limit=10')).body as {
      items: { text: string }[];
      nextCursor: string;
    };
    const second = (await api(`/questions?q=plums&source=odd&limit=10&cursor=${first.nextCursor}`))
      .body as typeof first;
    const texts15 = [...first.items, ...second.items].map(({ text }) => text);
    expect(texts15).toEqual(texts.filter((_, i) => i % 2 === 1));
    expect(second.nextCursor).toBeNull();
  }
});

test.each(['"""', '🦆🦆🦆', 'x'.repeat(400)])('no text breaks the search: %j', async (q) => {
  const { api } = await startServer(grown(pool(TEXTS)));
  expect(await api(`/questions?q=${encodeURIComponent(q)}`)).toMatchObject({
    status: 200,
    body: { items: [] },
  });
});

test('a text with a NUL, which no question can have, is refused', async () => {
  const { api } = await startServer();
  for (const q of ['%00', 'ab%00c']) expect((await api(`/questions?q=${q}`)).status).toBe(400);
});
