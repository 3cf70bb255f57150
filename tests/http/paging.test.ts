import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { type Planned, plan, storePool, storeRun } from './pool-with-run.ts';
import { type Answer, startServer } from './server.ts';

type Item = { questionId: string; rank?: number | null; runId?: string };

/** Every item of a list, page by page, with the sizes of the pages. */
async function walk(api: (path: string) => Promise<Answer>, path: string, limit: number) {
  const items: Item[] = [];
  const sizes: number[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, body } = await api(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${more}`);
    expect(status).toBe(200);
    const page = body as { items: Item[]; nextCursor: string | null };
    items.push(...page.items);
    sizes.push(page.items.length);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { items, sizes };
}

async function served(size: number) {
  const workspace = temporaryWorkspace();
  const planned = plan(size);
  const ids = storePool(workspace, planned);
  storeRun(workspace, 'run-1', planned, ids);
  return { ...(await startServer(workspace)), planned, ids };
}

test('pages of any size hold every question once, in the order of import', async () => {
  const { api, ids } = await served(43);
  for (const limit of [1, 7, 42, 43, 44, 200]) {
    const { items, sizes } = await walk(api, '/questions', limit);
    expect(items.map(({ questionId }) => questionId)).toEqual(ids);
    expect(sizes.every((size, i) => size === (i === sizes.length - 1 ? ids.length - limit * i : limit))).toBe(
      true,
    );
  }
});

const FILTERS: [string, (one: Planned, i: number) => boolean][] = [
  ['', () => true],
  ['stage=quality', ({ stage }) => stage === 'quality'],
  ['stage=diversity&reason=not-drawn', ({ reason }) => reason === 'not-drawn'],
  ['passed=quality', ({ stage }) => stage === 'difficulty' || stage === 'diversity'],
  ['passed=difficulty&domain=11', ({ stage, domain }) => stage === 'diversity' && domain === '11'],
  ['kept=false', ({ reason }) => reason !== null],
  ['source=quarry', ({ source }) => source === 'quarry'],
  ['source=nowhere', () => false],
  ['domain=physics&source=harbour', ({ domain, source }) => domain === 'physics' && source === 'harbour'],
  ['q=holds%201', ({ text }) => text.includes('holds 1')],
  ['q=x_%7B1', ({ text }) => text.includes('x_{1')],
  ['q=pears&stage=quality&domain=51', ({ stage, domain }) => stage === 'quality' && domain === '51'],
];

test.each(FILTERS)(
  'decisions with "%s" are those of the plan, page by page, and counted alike',
  async (filter, fits) => {
    const { api, planned, ids } = await served(60);
    const wanted = ids.filter((_, i) => fits(planned[i] as Planned, i));
    for (const limit of [4, 200]) {
      const { items } = await walk(api, `/runs/latest/decisions?${filter}`, limit);
      expect(items.map(({ questionId }) => questionId)).toEqual(wanted);
    }
    expect((await api(`/runs/run-1/decisions/count?${filter}`)).body).toEqual({ count: wanted.length });
  },
);

test.each([
  ['kept=true', (one: Planned) => one.reason === null],
  ['passed=diversity', (one: Planned) => one.reason === null],
  ['kept=true&source=quarry&q=pears', (one: Planned) => one.reason === null && one.source === 'quarry'],
  ['reason=reserve', (one: Planned) => one.reason === 'reserve'],
])('decisions with "%s" come by rank', async (filter, fits) => {
  const { api, planned, ids } = await served(60);
  const wanted = ids
    .map((id, i) => ({ id, one: planned[i] as Planned }))
    .filter(({ one }) => fits(one))
    .sort((a, b) => (a.one.rank ?? 0) - (b.one.rank ?? 0));
  expect(wanted.length).toBeGreaterThan(2);
  const { items } = await walk(api, `/runs/latest/decisions?${filter}`, 2);
  expect(items.map(({ questionId, rank }) => ({ questionId, rank }))).toEqual(
    wanted.map(({ id, one }) => ({ questionId: id, rank: one.rank })),
  );
  expect((await api(`/runs/latest/decisions/count?${filter}`)).body).toEqual({ count: wanted.length });
});

test('a stage that the run does not have is refused by name', async () => {
  const { api } = await served(5);
  expect((await api('/runs/latest/decisions?passed=wellformed')).body).toEqual({
    error: 'bad-usage',
    message: 'The run run-1 has no stage wellformed.',
    details: null,
  });
  expect((await api('/runs/latest/decisions?stage=nonsense')).status).toBe(400);
});

test('a cursor by rank is none by row, and the other way round', async () => {
  const { api } = await served(20);
  const next = async (path: string) => ((await api(path)).body as { nextCursor: string }).nextCursor;
  const byRank = await next('/runs/latest/decisions?kept=true&limit=1');
  const byRow = await next('/runs/latest/decisions?limit=1');
  expect((await api(`/runs/latest/decisions?cursor=${byRank}`)).status).toBe(400);
  expect((await api(`/runs/latest/decisions?kept=true&cursor=${byRow}`)).status).toBe(400);
  expect((await api(`/runs?cursor=${byRow}`)).status).toBe(400);
});

test('runs come newest first, and one that is stored between two pages moves nothing', async () => {
  const { api, workspace, planned, ids } = await served(5);
  for (const id of ['run-2', 'run-3']) storeRun(workspace, id, planned, ids);
  const first = (await api('/runs?limit=2')).body as { items: Item[]; nextCursor: string };
  storeRun(workspace, 'run-4', planned, ids);
  const second = (await api(`/runs?limit=2&cursor=${first.nextCursor}`)).body as {
    items: Item[];
    nextCursor: null;
  };
  expect([first, second].map(({ items }) => items.map(({ runId }) => runId))).toEqual([
    ['run-3', 'run-2'],
    ['run-1'],
  ]);
  expect(second.nextCursor).toBeNull();
  expect((await api('/runs/latest')).body).toMatchObject({ runId: 'run-4', config: { recipe: 'test' } });
});

test('retired questions leave the list of the pool and stay in the decisions of a run', async () => {
  const { api, workspace, ids } = await served(10);
  workspace.write('test', () => {
    for (const id of ids) workspace.questions.retire(id);
  });
  expect((await api('/questions')).body).toEqual({ items: [], nextCursor: null });
  expect((await walk(api, '/runs/latest/decisions?source=orchard', 2)).items).toHaveLength(4);
  expect((await walk(api, '/runs/latest/decisions', 3)).items).toHaveLength(ids.length);
});

test('no cursor that somebody makes up breaks anything', async () => {
  const { api } = await served(5);
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, maxLength: 64 }), async (cursor) => {
      const { status } = await api(`/questions?cursor=${encodeURIComponent(cursor)}`);
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 100 },
  );
});
