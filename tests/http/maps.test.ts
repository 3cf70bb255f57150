import { join } from 'node:path';
import { expect, test } from 'vitest';
import { columnsFrom, pointsFrom } from '../../client/features/map/columns.ts';
import { failsOf, type MapFilter, meantCount } from '../../client/features/map/filter.ts';
import { inChildren } from '../../server/cli/children.ts';
import { cacheFolder, NO_CACHE } from '../../server/runs/facts/cache-folder.ts';
import { findRun } from '../../server/runs/find.ts';
import { MAPS } from '../../server/runs/map/kept.ts';
import { layOutMap } from '../../server/runs/map/lay-out.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import type { MapColumns, MapReply } from '../../shared/schemas/map.ts';
import type { DecisionRow } from '../../shared/schemas/question-life.ts';
import { MAIN } from '../helpers/cli.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from './pool-with-run.ts';
import { startServer } from './server.ts';

async function served(size = 60) {
  const workspace = temporaryWorkspace();
  const planned = plan(size);
  storeRun(workspace, 'run-1', planned, storePool(workspace, planned));
  const server = await startServer(workspace, undefined, {
    commanding: inChildren([process.execPath, MAIN], workspace.dir, process.env),
  });
  const layOut = (cache = cacheFolder(join(workspace.dir, ...MAPS), 'test', () => new Date())) =>
    layOutMap(workspace, findRun(workspace, 'run-1'), {
      cache,
      progress: () => undefined,
      signal: new AbortController().signal,
    });
  const get = async <T = MapReply>(path: string): Promise<{ status: number; json: T }> => {
    const { status, body } = await server.api(path);
    return { status, json: body as T };
  };
  return { ...server, workspace, layOut, get };
}

const byPost = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };

test('a map that nobody laid out is said to be missing, and an area of it is refused', async () => {
  const { get } = await served();
  expect((await get('/runs/run-1/map')).json).toEqual({ runId: 'run-1', size: 60, points: null });
  const area = 'v1-0.0-9.0-9.9';
  const refused = await get(`/runs/run-1/decisions?area=${area}`);
  expect([refused.status, refused.json]).toEqual([
    409,
    {
      error: 'conflict',
      message: 'The map of run-1 was not laid out yet; do it with: winnow map --run run-1',
      details: null,
    },
  ]);
  expect((await get('/runs/run-1/decisions?area=v1-0.0')).status).toBe(400);
  expect((await get('/runs/run-1/decisions?length=9')).status).toBe(400);
  expect((await get('/runs/run-1/map/point?n=60')).status).toBe(404);
});

test('points and columns stand in the order of ids, and each point is its question', async () => {
  const { get, workspace, layOut } = await served();
  const { ids, points } = await layOut();
  expect(ids).toEqual([...ids].sort());
  const { json: map } = await get('/runs/run-1/map');
  expect(pointsFrom(map.points ?? '')).toEqual(points);
  const columns = columnsFrom((await get<MapColumns>('/runs/run-1/map/columns')).json);
  for (const n of [0, 17, 59]) {
    const { json: point } = await get<DecisionRow>(`/runs/run-1/map/point?n=${n}`);
    expect(point.questionId).toBe(ids[n]);
    const outcome = columns.outcomes[columns.outcome[n] ?? 0];
    expect([point.stage, point.reason, point.source, point.signals.domain, point.signals.length]).toEqual([
      outcome?.stage,
      outcome?.reason,
      columns.sources[columns.source[n] ?? 0],
      columns.domains[columns.domain[n] ?? 0]?.name,
      columns.length[n],
    ]);
  }
  const again = await layOutMap(workspace, findRun(workspace, 'latest'), {
    cache: NO_CACHE,
    progress: () => undefined,
    signal: new AbortController().signal,
  });
  expect(again).toEqual({ ids, points, wasThere: false });
});

test('the server finds the questions that the page counts, under every kind of filter', async () => {
  const { get, layOut } = await served(150);
  await layOut();
  const columns = columnsFrom((await get<MapColumns>('/runs/run-1/map/columns')).json);
  const points = pointsFrom((await get('/runs/run-1/map')).json.points ?? '');
  const filters: MapFilter[] = [
    { area: 'v1-0.0-40000.0-40000.65535-0.50000' },
    { area: 'v1-100.100-65000.30000-20000.65000', domain: '51' },
    { length: '50-200' },
    { source: 'quarry', kept: 'true' },
    { kept: 'false', length: '8-99999' },
    { stage: 'diversity', reason: 'reserve' },
    { stage: 'quality' },
    { difficulty: '0-0.5' },
  ];
  for (const filter of filters) {
    const search = new URLSearchParams(filter as Record<string, string>);
    const { json } = await get<{ count: number }>(`/runs/run-1/decisions/count?${search}`);
    const meant = failsOf(columns, points, filter);
    expect([filter, json.count]).toEqual([filter, meantCount(meant)]);
    const { json: page } = await get<{ items: DecisionRow[] }>(`/runs/run-1/decisions?limit=200&${search}`);
    expect(page.items).toHaveLength(json.count);
  }
});

test('the workbench has the map laid out as a job, once, and the map is there when it is done', async () => {
  const { get, api } = await served();
  const { status, body } = await api('/runs/latest/map', byPost);
  const job = body as JobItem;
  expect([status, job.kind, job.title, job.command]).toEqual([
    202,
    'map',
    'Map of run-1',
    'winnow map --run=run-1',
  ]);
  expect((await api('/runs/run-1/map', byPost)).body).toMatchObject({ jobId: job.jobId });
  const now = async () => (await get<JobItem>(`/jobs/${job.jobId}`)).json;
  await expect.poll(async () => (await now()).state, { timeout: 20_000 }).toBe('done');
  expect((await now()).result).toMatchObject({ runId: 'run-1', questions: 60, wasThere: false });
  expect(pointsFrom((await get('/runs/run-1/map')).json.points ?? '')).toHaveLength(120);
});
