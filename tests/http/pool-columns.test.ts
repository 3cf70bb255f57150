import { expect, test } from 'vitest';
import type { Facets } from '../../shared/schemas/pool-filter.ts';
import type { DecisionRow } from '../../shared/schemas/question-life.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from './pool-with-run.ts';
import { type Answer, startServer } from './server.ts';

type Api = Awaited<ReturnType<typeof startServer>>['api'];

async function served(size: number) {
  const workspace = temporaryWorkspace();
  const planned = plan(size);
  const ids = storePool(workspace, planned);
  storeRun(workspace, 'run-1', planned, ids);
  return { ids, planned, ...(await startServer(workspace)) };
}

const post = (api: Api, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  api(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** All rows of a list, page by page. */
async function all(api: Api, query: string, limit = 200): Promise<DecisionRow[]> {
  const rows: DecisionRow[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await api(`/runs/run-1/decisions?limit=${limit}&${query}${cursor}`);
    expect([query, status]).toEqual([query, 200]);
    const page = body as { items: DecisionRow[]; nextCursor: string | null };
    rows.push(...page.items);
    if (page.nextCursor === null) return rows;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

const KEYS: Readonly<Record<string, (row: DecisionRow) => string | number | null>> = {
  rank: ({ rank }) => rank,
  length: ({ signals }) => signals.length,
  domain: ({ signals }) => signals.domain,
  source: ({ source }) => source,
  license: ({ license }) => license,
};

test('rows come in the order of any column, either way, page after page, those without a value last', async () => {
  const { api, ids } = await served(60);
  const places = new Map(ids.map((id, i) => [id, i]));
  const placeOf = (row: DecisionRow): number => places.get(row.questionId) ?? -1;
  for (const [sort, key] of Object.entries(KEYS))
    for (const desc of [false, true]) {
      const rows = await all(api, `sort=${sort}&desc=${desc}`, 7);
      const expected = [...rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x === null || y === null)
          return Number(x === null) - Number(y === null) || placeOf(a) - placeOf(b);
        return (x < y ? -1 : x > y ? 1 : 0) * (desc ? -1 : 1) || placeOf(a) - placeOf(b);
      });
      expect([sort, desc, rows]).toEqual([sort, desc, expected]);
      expect(new Set(rows.map(placeOf)).size).toBe(60);
    }
  const outcomes = (await all(api, 'sort=outcome')).map(({ reason, stage }) => reason ?? stage);
  expect([...new Set(outcomes)]).toEqual(['diversity', 'numbering', 'solved', 'not-drawn', 'reserve']);
  const { body } = await api('/runs/run-1/decisions?sort=length&limit=7');
  const { nextCursor } = body as { nextCursor: string };
  expect((await api(`/runs/run-1/decisions?sort=rank&cursor=${nextCursor}`)).status).toBe(400);
  expect((await api('/runs/run-1/decisions?sort=colour')).status).toBe(400);
});

/** What a value of a facet is in a query. */
const NAMES = ['source', 'license', 'domain', 'stage', 'reason', 'tag', 'mark', 'flag', 'review'];

test('each count of a facet is the number of rows that choosing it leaves', async () => {
  const { api, ids } = await served(90);
  await post(api, '/marks', {
    mark: 'tag',
    name: 'odd',
    why: 'a test',
    by: 'ann',
    questions: ids.slice(3, 20),
  });
  await post(api, '/marks', { mark: 'pin', why: 'a test', by: 'ann', questions: ids.slice(10, 14) });
  await post(api, '/reviews', { questionId: ids[5], decision: 'accept' });
  await post(api, '/reviews', { questionId: ids[6], decision: 'reject' });
  let checked = 0;
  for (const filter of [
    '',
    'source=quarry',
    'tag=odd&domain=51',
    'license=none-declared&q=pears',
    'length=100-300',
    'passed=quality',
  ]) {
    const { body, status } = await api(`/runs/run-1/decisions/facets?${filter}`);
    expect(status).toBe(200);
    const { count, facets } = body as Facets;
    expect([filter, (await all(api, `${filter}&sort=pool`)).length]).toEqual([filter, count]);
    expect((await api(`/runs/run-1/decisions/count?${filter}`)).body).toEqual({ count });
    for (const { facet, values } of facets) {
      if (!NAMES.includes(facet)) continue;
      for (const { value, count: many } of values.slice(0, 4)) {
        const query = new URLSearchParams(filter);
        query.set(facet, value);
        expect([filter, facet, value, (await all(api, `${query}&sort=pool`)).length]).toEqual([
          filter,
          facet,
          value,
          many,
        ]);
        checked++;
      }
    }
    const lengths = facets.find(({ facet }) => facet === 'length')?.values ?? [];
    if (!filter.includes('length')) expect(lengths.reduce((sum, one) => sum + one.count, 0)).toBe(count);
  }
  expect(checked).toBeGreaterThan(60);
});

test('questions are found by the import that they came with, and by another run that selects them too', async () => {
  const workspace = temporaryWorkspace();
  const planned = plan(60);
  const early = storePool(workspace, planned.slice(0, 35), 'imp-early');
  const late = storePool(workspace, planned.slice(35), 'imp-late');
  const ids = [...early, ...late];
  storeRun(workspace, 'run-1', planned, ids);
  let rank = 0;
  const otherwise = planned.map((one, i) =>
    i % 2 === 0
      ? { ...one, stage: 'diversity' as const, reason: null, rank: ++rank }
      : { ...one, stage: 'difficulty' as const, reason: 'solved' as const, rank: null },
  );
  storeRun(workspace, 'run-2', otherwise, ids);
  const { api } = await startServer(workspace);
  const kept = async (run: string) => {
    const { body } = await api(`/runs/${run}/decisions?limit=200&kept=true`);
    return (body as { items: DecisionRow[] }).items.map(({ questionId }) => questionId);
  };
  const idsOf = async (query: string) => (await all(api, query, 7)).map(({ questionId }) => questionId);
  expect(await idsOf('import=imp-late')).toEqual(late);
  expect(await idsOf('import=imp-none')).toEqual([]);
  const [one, two] = [await kept('run-1'), await kept('run-2')];
  const both = ids.filter((id) => one.includes(id) && two.includes(id));
  expect(both.length).toBeGreaterThan(0);
  expect(both.length).toBeLessThan(one.length);
  expect(await idsOf('kept=true&also=run-2')).toEqual(both);
  expect(await idsOf('kept=true&also=run-2&import=imp-late')).toEqual(both.filter((id) => late.includes(id)));
  expect((await api('/runs/run-1/decisions/count?kept=true&also=run-2')).body).toEqual({
    count: both.length,
  });
  expect((await api('/runs/run-1/decisions?also=run-none')).status).toBe(404);
  const listed = async (query: string) => {
    const { body } = await api(`/questions?limit=200&${query}`);
    return (body as { items: { questionId: string }[] }).items.map(({ questionId }) => questionId);
  };
  expect(await listed('import=imp-early')).toEqual(early);
  expect(await listed('import=imp-early&source=quarry&q=e')).toEqual(
    (await listed('source=quarry&q=e')).filter((id) => early.includes(id)),
  );
  expect(await listed('import=imp-none')).toEqual([]);
});

test('what is said of a whole filter is said of as many as were meant, and can be put back as it was', async () => {
  const { api, ids, planned, workspace } = await served(50);
  const solved = ids.filter((_, i) => planned[i]?.reason === 'solved').sort();
  const marks = () =>
    workspace.marks.all().map(({ question, mark, name, why }) => [question, mark, name, why].join());
  await post(api, '/marks', { mark: 'pin', why: 'liked', by: 'ann', questions: solved.slice(0, 2) });
  const before = marks();
  const order = { mark: 'exclude', why: 'too easy', by: 'ben', filter: { reason: 'solved' } };
  expect(await post(api, '/marks', { ...order, expected: 3 })).toMatchObject({
    status: 409,
    body: {
      message: `3 questions were meant, and by now these are ${solved.length}; look again. Nothing was changed.`,
    },
  });
  expect(marks()).toEqual(before);
  const { status, body } = await post(api, '/marks', { ...order, expected: solved.length });
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ mark: 'exclude', changed: solved.length, by: 'ben' }),
  ]);
  expect(marks()).toEqual(solved.map((id) => `${id},exclude,,too easy`));
  expect((await all(api, 'mark=exclude')).map(({ questionId }) => questionId).sort()).toEqual(solved);
  // Somebody says something else of one of them in between: that stays.
  await post(api, '/marks', { mark: 'pin', why: 'needed', by: 'cay', questions: [solved[0]] });
  const { batchId } = body as { batchId: string };
  const undone = await post(api, `/marks/${batchId}/undo`, { by: 'ben' });
  expect(undone.body).toEqual({ batchId, changed: solved.length - 1, left: 1 });
  expect(marks()).toEqual([`${solved[0]},pin,,needed`, `${solved[1]},pin,,liked`]);
  expect((await post(api, `/marks/${batchId}/undo`, { by: 'ben' })).status).toBe(409);
  expect((await api('/marks')).body).toMatchObject({
    items: [{ why: 'needed' }, { batchId, undoneAt: expect.any(String) }, { why: 'liked' }],
  });
  const types = workspace.events
    .all()
    .map(({ body }) => (JSON.parse(Buffer.from(body).toString()) as { type: string }).type);
  expect(types.filter((type) => type.startsWith('question.'))).toEqual([
    'question.pinned',
    'question.excluded',
    'question.pinned',
    'question.exclusion-revoked',
    'question.pinned',
  ]);
});

test('a mark that is taken away from many is put back, too', async () => {
  const { api, ids, workspace } = await served(10);
  await post(api, '/marks', { mark: 'tag', name: 'odd', why: 'first', by: 'ann', questions: ids });
  const taken = await post(api, '/marks', {
    mark: 'tag',
    name: 'odd',
    why: 'no more',
    by: 'ann',
    undo: true,
    filter: { tag: 'odd' },
  });
  expect(taken.body).toMatchObject({ changed: 10 });
  expect(workspace.marks.all()).toEqual([]);
  const { batchId } = taken.body as { batchId: string };
  expect((await post(api, `/marks/${batchId}/undo`, { by: 'ann' })).body).toMatchObject({
    changed: 10,
    left: 0,
  });
  expect(workspace.marks.all().map(({ name, why }) => `${name} ${why}`)).toEqual(ids.map(() => 'odd first'));
  for (const wrong of [{}, { filter: {}, questions: ids }, { filter: { colour: 'red' } }])
    expect(
      (await post(api, '/marks', { mark: 'tag', name: 'x', why: 'w', by: 'ann', ...wrong })).status,
    ).toBe(400);
  expect(await post(api, '/marks', { mark: 'pin', why: 'w', filter: {} })).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('Say who says so') },
  });
});

test('views are saved by name, by each their own, and removed by who saved them or a curator', async () => {
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'first', 'owner');
  const { api } = await startServer(workspace, undefined, { signIn: true });
  const ann = signedInAs(workspace, 'ann', 'reviewer');
  const ben = signedInAs(workspace, 'ben', 'reviewer');
  const cora = signedInAs(workspace, 'cora', 'curator');
  const save = (name: string, address: string, who: Record<string, string>) =>
    post(api, '/views', { name, address }, who);
  const made = await save(' Hard ones ', 'reason=solved&sort=length', ann);
  expect([made.status, made.body]).toEqual([
    201,
    expect.objectContaining({ name: 'Hard ones', address: 'reason=solved&sort=length' }),
  ]);
  const { id } = made.body as { id: string };
  expect((await save('Hard ones', 'kept=true', ben)).status).toBe(409);
  expect((await save('Hard ones', 'kept=true', ann)).body).toMatchObject({ id, address: 'kept=true' });
  for (const address of ['<script>', 'a b', '"']) expect((await save('x', address, ann)).status).toBe(400);
  expect((await api('/views', { headers: ben })).body).toMatchObject({ items: [{ id, name: 'Hard ones' }] });
  expect((await post(api, `/views/${id}/remove`, {}, ben)).status).toBe(403);
  expect((await post(api, `/views/${id}/remove`, {}, cora)).status).toBe(200);
  expect((await post(api, `/views/${id}/remove`, {}, cora)).status).toBe(404);
});
