import { expect, test } from 'vitest';
import { executeRun } from '../../server/runs/run.ts';
import type { MakeUp } from '../../shared/schemas/make-up.ts';
import type { Facets } from '../../shared/schemas/pool-filter.ts';
import type { DecisionRow, QuestionLife } from '../../shared/schemas/question-life.ts';
import { runEffects, shippedRecipe } from '../helpers/run.ts';
import { openPool, register, shardRecords, writeShards } from '../helpers/shard-pool.ts';
import { plainPool } from '../helpers/shards.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

test('a run over shards is listed, counted and told question by question, and says what is not to be had', async () => {
  const folder = temporaryFolder();
  const records = shardRecords(plainPool(120));
  writeShards(folder, records, 50);
  const workspace = temporaryWorkspace();
  await register(workspace, folder);
  const recipe = shippedRecipe('s1', ['diversity.n=10', 'evidence.features=[]', 'duplicates.method=join']);
  const run = await executeRun(
    workspace,
    { recipe, seed: 7, actor: 'test', pool: openPool(workspace) },
    runEffects(),
  );
  const { api } = await startServer(workspace);
  const get = async <T>(path: string): Promise<T> => {
    const { status, body } = await api(path);
    expect([path, status]).toEqual([path, 200]);
    return body as T;
  };
  const all = async (query: string): Promise<DecisionRow[]> => {
    const rows: DecisionRow[] = [];
    for (let cursor = ''; ; ) {
      const page = await get<{ items: DecisionRow[]; nextCursor: string | null }>(
        `/runs/latest/decisions?limit=17&${query}${cursor}`,
      );
      rows.push(...page.items);
      if (page.nextCursor === null) return rows;
      cursor = `&cursor=${page.nextCursor}`;
    }
  };

  expect(await get('/workspace')).toMatchObject({ questions: 120 }); // of which the database holds the ranked alone

  const rows = await all('');
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  expect([rows.length, byId.size]).toEqual([120, 120]);
  expect(rows.slice(0, 20).map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  for (const { id, question } of records) expect(byId.get(id ?? '')?.text).toBe(question);
  const fell = run.funnel.find(({ stage }) => stage === 'duplicates')?.dropped ?? {};
  for (const [query, expected] of [
    ['kept=true', 10],
    ['reason=reserve', 10],
    ['kept=false', 110],
    ['stage=duplicates', Object.values(fell).reduce((sum, many) => sum + many, 0)],
    ['passed=duplicates', run.funnel.find(({ stage }) => stage === 'duplicates')?.kept],
    ['reason=not-drawn', run.funnel.at(-1)?.dropped['not-drawn']],
  ] as const) {
    const found = await all(query);
    const { count } = await get<{ count: number }>(`/runs/latest/decisions/count?${query}`);
    expect([query, found.length, count]).toEqual([query, expected, expected]);
  }
  const { facets } = await get<Facets>('/runs/latest/decisions/facets');
  expect(facets.map(({ facet, values }) => [facet, values.reduce((sum, one) => sum + one.count, 0)])).toEqual(
    [
      ['stage', 120],
      ['reason', 110],
    ],
  );
  const some = rows.find(({ reason }) => reason === 'not-drawn');
  const ids = [some?.externalId ?? '', some?.questionId ?? '', rows[3]?.questionId ?? ''];
  for (const [i, q] of ids.entries()) {
    expect([q, await all(`q=${q}`)]).toEqual([q, [i === 2 ? rows[3] : some]]);
    expect((await get<{ count: number }>(`/runs/latest/decisions/count?q=${q}&kept=true`)).count).toBe(
      i === 2 ? 1 : 0,
    );
  }
  expect(await all('q=marbles')).toEqual([]); // a word, and no id
  for (const query of ['source=test', 'sort=length', 'length=1-20']) {
    const { status, body } = await api(`/runs/latest/decisions?${query}`);
    expect([query, status]).toEqual([query, 409]);
    expect((body as { message: string }).message).toMatch(/is not to be had here. .*Parquet/);
  }
  expect((await api('/runs/latest/map/columns')).status).toBe(409);

  const copy = rows.find(({ stage }) => stage === 'duplicates');
  const life = await get<QuestionLife>(`/questions/${copy?.externalId}?run=${run.runId}`);
  expect([life.question.question, life.decision?.stage, life.question.file]).toEqual([
    copy?.text,
    'duplicates',
    expect.stringMatching(/^part-000\d.parquet$/),
  ]);
  expect(life.keptQuestion?.questionId).toBe(life.decision?.evidence.keptId);
  const ranked = await get<QuestionLife>(`/questions/${rows[0]?.questionId}`);
  expect([ranked.decision?.rank, ranked.question.question]).toEqual([1, rows[0]?.text]);
  const made = await get<MakeUp>('/runs/latest/make-up');
  expect(made.sources).toEqual([{ name: 'test', title: null, pool: 120, selected: 10 }]);
  const { matches } = await get<{
    matches: { question: { externalId: string }; decisions: { runId: string; stage: string }[] }[];
  }>(`/audit?q=${copy?.externalId}`);
  expect(
    matches.map(({ question, decisions }) => [question.externalId, decisions.map(({ stage }) => stage)]),
  ).toEqual([[copy?.externalId, ['duplicates']]]);
});
