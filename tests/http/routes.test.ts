import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { openUpload } from '../../server/intake/uploads.ts';
import { makeQueue } from '../../server/jobs/reviewing/make-queue.ts';
import { ROUTES } from '../../shared/api.ts';
import type { Route } from '../../shared/route.ts';
import { runEffects } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from './pool-with-run.ts';
import { startServer } from './server.ts';
import { storeCollection } from './stored-collection.ts';

const routes = Object.entries<Route>(ROUTES).filter(([, { method }]) => method === 'get');
const withoutParameter = routes.filter(([, { path }]) => !path.includes('{'));
const withParameter = routes.filter(([, { path }]) => path.includes('{'));

const ajv = new Ajv({ strict: false, allErrors: true });

/** What is wrong with a reply by its schema. */
const faultsOf = (route: Route, body: unknown) => (ajv.validate(route.reply, body) ? [] : ajv.errors);

/** A workspace with 20 questions, a run over them, a benchmark and a release. */
function filledWorkspace() {
  const workspace = temporaryWorkspace();
  const planned = plan(20);
  const ids = storePool(workspace, planned);
  storeRun(workspace, 'run-1', planned, ids);
  const [item] = storeCollection(workspace, ids.slice(4, 5));
  workspace.write('test', () => {
    workspace.benchmarks.insert(
      { name: 'bench', items: 1, ngrams: 3, sha256: 'cd'.repeat(32) },
      '2026-11-24T00:00:00.000Z',
      [{ id: 'b1', text: 'How many pears?', words: 3, fingerprints: null }],
    );
    workspace.releases.insert(
      {
        id: 'rel-1',
        run: 1,
        policy: 'internal',
        createdAt: '2026-11-24T00:00:00.000Z',
        report: '{"rows":4}',
      },
      [],
    );
  });
  const asked = {
    name: 'all',
    people: 1,
    share: 1,
    seed: 1,
    gold: [],
    goldEvery: 10,
    blind: true,
    members: [],
  };
  const selects = { from: 'questions' as const, ids };
  const queue = makeQueue(workspace, { ...asked, selects }, undefined, { person: 'local', actor: 'local' });
  const upload = openUpload(workspace, [{ name: 'a.jsonl', bytes: 1 }], 'local');
  return { workspace, ids, traceId: item?.id ?? '', queueId: queue.id, uploadId: upload.uploadId };
}

/** An id that a route with a parameter takes in that workspace. */
const idFor = (
  { path }: Route,
  { ids, traceId, queueId, uploadId }: ReturnType<typeof filledWorkspace>,
): string => {
  if (path.startsWith('/uploads')) return uploadId;
  if (path.startsWith('/imports')) return 'imp-test';
  if (path.startsWith('/queues')) return queueId;
  if (path.startsWith('/questions')) return ids[0] ?? '';
  if (path.startsWith('/collections')) return 'col-test';
  if (path.startsWith('/jobs')) return 'col-test';
  if (path.startsWith('/releases')) return 'rel-1';
  return path.startsWith('/traces') ? traceId : 'latest';
};

type Checked = { name: string } & Record<string, unknown>;

/** What is found of each route, beside what is to be found, in one comparison. */
async function expectOfEach(
  some: readonly [string, Route][],
  find: (route: Route) => Promise<Record<string, unknown>>,
  expected: Record<string, unknown> | ((route: Route) => Record<string, unknown>),
): Promise<void> {
  const found: Checked[] = [];
  for (const [name, route] of some) found.push({ name, ...(await find(route)) });
  expect(found).toEqual(
    some.map(([name, route]) => ({
      name,
      ...(typeof expected === 'function' ? expected(route) : expected),
    })),
  );
}

test('each GET without a parameter answers its schema in an empty workspace, never 404', async () => {
  const { api } = await startServer();
  await expectOfEach(
    withoutParameter,
    async (route) => {
      const { status, body, headers } = await api(route.path);
      return { status, type: headers['content-type'], faults: faultsOf(route, body) };
    },
    { status: 200, type: 'application/json; charset=utf-8', faults: [] },
  );
});

test('each GET answers its schema in a workspace with a run', async () => {
  const filled = filledWorkspace();
  const { api } = await startServer(filled.workspace, undefined, { deciding: () => runEffects() });
  await expectOfEach(
    routes,
    async (route) => {
      const { status, body } = await api(route.path.replace('{id}', idFor(route, filled)));
      return { status, faults: faultsOf(route, body) };
    },
    // A run that is made up can not be decided anew; tests/runs/preview.test.ts explains one that can.
    ({ path }) =>
      path === ROUTES.explain.path
        ? { status: 400, faults: expect.any(Array) as unknown }
        : { status: 200, faults: [] },
  );
});

test('each GET of what is not there is 404 in the one shape', async () => {
  const { api } = await startServer();
  for (const id of ['latest', 'nothing', '..%2F..%2Fetc', '%00', '__proto__'])
    await expectOfEach(
      withParameter,
      async ({ path }) => {
        const { status, body } = await api(path.replace('{id}', id));
        return { id, status, body };
      },
      { id, status: 404, body: { error: 'not-found', message: expect.any(String), details: null } },
    );
});

test('each GET refuses a parameter that it does not know, and says which there are', async () => {
  const { api } = await startServer();
  await expectOfEach(
    routes,
    async ({ path }) => {
      const { status, body } = await api(`${path.replace('{id}', 'latest')}?colour=red`);
      return { status, body };
    },
    ({ query }) => {
      const known = Object.keys(query.properties).join(', ') || 'none';
      const fault = `"colour" is no parameter here; there is ${known}`;
      return {
        status: 400,
        body: { error: 'bad-usage', message: `In the query, ${fault}.`, details: { faults: [fault] } },
      };
    },
  );
});

const lists = routes.filter(([, { query }]) => 'limit' in query.properties && 'cursor' in query.properties);

test('each list takes a limit of 1 to 200 and its own cursors only', async () => {
  const filled = filledWorkspace();
  const { api } = await startServer(filled.workspace, undefined, { deciding: () => runEffects() });
  const answerTo = async (route: Route, query: string) => {
    const { status, body } = await api(`${route.path.replace('{id}', idFor(route, filled))}?${query}`);
    return { query, status, error: (body as { error?: string }).error };
  };
  for (const query of [
    'limit=0',
    'limit=201',
    'limit=ten',
    'limit=1.5',
    'limit=',
    'limit=1&limit=2',
    'cursor=',
    'cursor=abc',
    'cursor=cnVuOi0x',
    `cursor=${'A'.repeat(65)}`,
  ])
    await expectOfEach(lists, (route) => answerTo(route, query), { query, status: 400, error: 'bad-usage' });
  const query = 'limit=200';
  await expectOfEach(lists, (route) => answerTo(route, query), { query, status: 200, error: undefined });
});

test('the lists hold what is stored', async () => {
  const { workspace } = filledWorkspace();
  const { api } = await startServer(workspace);
  expect((await api('/sources')).body).toEqual({
    items: ['harbour', 'orchard', 'quarry'].map((name) => ({
      name,
      included: true,
      firstImport: 'imp-test',
      questions: expect.any(Number),
    })),
    nextCursor: null,
  });
  expect((await api('/releases')).body).toEqual({
    items: [
      {
        releaseId: 'rel-1',
        runId: 'run-1',
        policy: 'internal',
        createdAt: '2026-11-24T00:00:00.000Z',
        rows: 4,
        report: { rows: 4 },
      },
    ],
    nextCursor: null,
  });
  expect((await api('/benchmarks')).body).toEqual({
    items: [{ name: 'bench', items: 1, ngrams: 3, sha256: 'cd'.repeat(32), included: true }],
    nextCursor: null,
  });
  expect((await api('/workspace')).body).toMatchObject({
    questions: 20,
    sources: 3,
    benchmarks: 1,
    latestRun: 'run-1',
    releases: 1,
  });
});

test('a path below /api that no route has is 404 in the one shape, for every method', async () => {
  const { ask } = await startServer();
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const { status, body } = await ask('/api/v2/health?x=1', { method });
    expect({ status, body }).toEqual({
      status: 404,
      body: {
        error: 'not-found',
        message: `There is no ${method} /api/v2/health in this version; /api/openapi.json lists what there is.`,
        details: null,
      },
    });
  }
  expect((await ask('/api/v1/questions/%E0%A4%A')).body).toMatchObject({ error: 'bad-usage' });
});

test('what nobody foresaw is logged, and answered without a word about it', async () => {
  const { workspace } = filledWorkspace();
  const { api, logged } = await startServer(workspace);
  workspace.db.exec('DROP TABLE release_rows');
  workspace.db.exec('DROP TABLE releases');
  const { status, body } = await api('/releases');
  expect({ status, body }).toEqual({
    status: 500,
    body: {
      error: 'failed',
      message: 'The server failed at this request; what it printed says more.',
      details: null,
    },
  });
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('no such table');
});

test('a question is found by either id, and told apart where an id of imports stands for several', async () => {
  const { workspace, ids } = filledWorkspace();
  const { api } = await startServer(workspace);
  const byOurs = (await api(`/questions/${ids[1]}`)).body;
  expect((await api('/questions/imp-test-1')).body).toEqual(byOurs);
  expect(byOurs).toMatchObject({
    runId: 'run-1',
    question: {
      questionId: ids[1],
      externalId: 'imp-test-1',
      source: 'orchard',
      row: 2,
      live: true,
      file: null,
    },
    decision: {
      stage: 'difficulty',
      reason: 'solved',
      kept: false,
      evidence: { attempts: [{ model: 'solver-a', verdict: 'correct' }] },
    },
  });
  storePool(workspace, [
    { ...(plan(5)[0] as ReturnType<typeof plan>[number]), source: 'elsewhere', text: 'Another one?' },
  ]);
  const several = await api('/questions/imp-test-0');
  expect(several.status).toBe(409);
  expect((several.body as { details: { ids: unknown[] } }).details.ids).toHaveLength(2);
});

test('evidence that names another question or a benchmark question brings it along', async () => {
  const workspace = temporaryWorkspace();
  const [first, second, third] = plan(3);
  if (!first || !second || !third) throw new Error('a plan of three');
  const planned = [
    first,
    {
      ...second,
      stage: 'duplicates' as const,
      reason: 'exact-duplicate',
      evidence: { keptId: 'later', similarity: 1 },
    },
    {
      ...third,
      stage: 'overlap' as const,
      reason: 'benchmark-overlap',
      evidence: { benchmark: 'bench', itemId: 'b1', spans: [] },
    },
  ];
  const ids = storePool(workspace, planned);
  planned[1] = { ...planned[1], evidence: { keptId: ids[0], similarity: 1 } } as (typeof planned)[number];
  workspace.write('test', () =>
    workspace.benchmarks.insert(
      { name: 'bench', items: 1, ngrams: 1, sha256: 'x' },
      '2026-11-24T00:00:00.000Z',
      [{ id: 'b1', text: null, words: 9, fingerprints: ['00'] }],
    ),
  );
  storeRun(workspace, 'run-1', planned, ids);
  const { api } = await startServer(workspace);
  expect((await api(`/questions/${ids[1]}`)).body).toMatchObject({
    keptQuestion: { questionId: ids[0], source: 'orchard', question: first.text },
    benchmarkItem: null,
  });
  expect((await api(`/questions/${ids[2]}?run=run-1`)).body).toMatchObject({
    keptQuestion: null,
    benchmarkItem: { benchmark: 'bench', itemId: 'b1', text: null },
  });
});
