import { expect, test } from 'vitest';
import { isList } from '../../server/http/export.ts';
import { ROUTES } from '../../shared/api.ts';
import { csvLine } from '../../shared/csv.ts';
import type { Route } from '../../shared/route.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from './pool-with-run.ts';
import { startServer } from './server.ts';

async function served(size: number) {
  const workspace = temporaryWorkspace();
  const planned = plan(size);
  const ids = storePool(workspace, planned);
  storeRun(workspace, 'run-1', planned, ids);
  return { ...(await startServer(workspace)), ids, planned };
}

test('every list answers all of it as one file, too', async () => {
  const { api } = await served(20);
  const lists = Object.values<Route>(ROUTES).filter((route) => isList(route) && !route.path.includes('{'));
  expect(lists.length).toBeGreaterThan(10);
  for (const { path } of lists) {
    const { body } = await api(`${path}?limit=200`);
    const { items } = body as { items: unknown[] };
    const lines = await api(`${path}?as=jsonl`);
    expect([path, lines.status, lines.text]).toEqual([
      path,
      200,
      items.map((item) => `${JSON.stringify(item)}\n`).join(''),
    ]);
    const table = await api(`${path}?as=csv`);
    expect([path, table.headers['content-type']]).toEqual([path, 'text/csv; charset=utf-8']);
    expect(table.text.split('\r\n')[0]).not.toBe('');
  }
});

test('a file holds what the filters leave, over all pages, in the same order', async () => {
  const { api, ids, planned } = await served(1100);
  const fell = ids.filter((_, i) => planned[i]?.reason === 'numbering');
  const file = await api('/runs/run-1/decisions?reason=numbering&as=jsonl');
  expect(file.headers).toMatchObject({
    'content-disposition': 'attachment; filename="decisions.jsonl"',
    'content-type': 'application/x-ndjson; charset=utf-8',
  });
  const rows = file.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { questionId: string });
  expect(rows.map(({ questionId }) => questionId)).toEqual(fell);
  const { text } = await api('/runs/run-1/decisions?reason=numbering&as=csv&limit=1');
  const [head = '', first = ''] = text.split('\r\n');
  expect(head).toBe(
    'questionId,externalId,source,license,text,kept,stage,reason,rank,signals.domain,signals.domainFrom,signals.domainConfidence,signals.length,signals.lengthFrom,signals.difficulty,signals.difficultyFrom',
  );
  expect(first.split(',')[0]).toBe(fell[0]);
  expect(text.trimEnd().split('\r\n')).toHaveLength(1 + fell.length);
  expect((await api('/runs/run-1/decisions?as=xlsx')).status).toBe(400);
  expect((await api('/runs/run-1/decisions?as=csv&reason=none')).status).toBe(400);
  expect((await api('/workspace?as=csv')).status).toBe(400);
});

test('a cell that a spreadsheet would carry out stays a text', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '＝1', -1, 'a,b', 'say "x"', true])).toBe(
    `'=1+1,'+1,'-1,'@x,'\t=1,"'\r=1",'＝1,-1,"a,b","say ""x""",true`,
  );
});
