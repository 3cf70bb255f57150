import { expect, test } from 'vitest';
import { finding } from '../../server/comply/flag.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { collect } from '../release/fixture.ts';
import { type Answer, startServer } from './server.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const POOL = [worked('a'), worked('b')];
const FORBIDDEN = finding('request', 'PROVIDER_FORBIDS_COMPETING_MODEL', { clause: 'x' });
const SUMMARY = finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 1 });

/** A run of two rows; the trace of the first carries a flag that strict blocks, and one to be attested. */
async function served() {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, POOL, 2);
  await collect(workspace, run, 2);
  const ids = workspace.collections.all().map(({ id }) => id);
  const [trace] = workspace.traces.of(POOL[0]?.questionId ?? '', ids);
  workspace.write('test', () =>
    raiseFlags(workspace, about({ type: 'trace', id: trace?.id ?? '' }, [FORBIDDEN, SUMMARY]), {
      actor: 'collector',
      subject: 'col',
    }),
  );
  const server = await startServer(workspace);
  const post = (path: string, body: object, headers = {}): Promise<Answer> =>
    server.api(path, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });
  return { ...server, workspace, run, trace: trace?.id ?? '', post };
}

test('flags by code with what each policy makes of them, and one by one', async () => {
  const { api, trace } = await served();
  expect((await api('/flags/codes')).body).toMatchObject({
    items: expect.arrayContaining([
      {
        code: 'PROVIDER_FORBIDS_COMPETING_MODEL',
        says: expect.any(String),
        effects: { strict: 'block', 'research-only': 'attest', internal: 'attest' },
        ...{ open: 1, waived: 0, resolved: 0 },
      },
    ]),
  });
  expect((await api(`/flags?subject=${trace}&limit=1`)).body).toMatchObject({
    items: [
      { code: 'PROVIDER_FORBIDS_COMPETING_MODEL', subject: { type: 'trace', id: trace }, state: 'open' },
    ],
    nextCursor: expect.any(String),
  });
  expect((await api('/flags?code=NONSENSE')).status).toBe(400);
});

test('what each policy would say now, and after somebody took something on', async () => {
  const { api, post, run, workspace } = await served();
  const says = async () => {
    const { body } = await api('/runs/latest/policies');
    const { items } = body as {
      items: { policy: string; passes: boolean; rows: number; refusals: { code: string; rows: number }[] }[];
    };
    return items.map(({ policy, passes, rows, refusals }) => [
      policy,
      passes,
      rows,
      refusals.map(({ code }) => code),
    ]);
  };
  const before = await says();
  expect(before).toEqual([
    [
      'strict',
      false,
      2,
      expect.arrayContaining(['PROVIDER_FORBIDS_COMPETING_MODEL', 'THOUGHT_SUMMARY_ONLY']),
    ],
    ['research-only', false, 2, expect.arrayContaining(['PROVIDER_FORBIDS_COMPETING_MODEL'])],
    ['internal', true, 2, []],
  ]);
  const words = {
    runId: run.report.runId,
    purpose: 'a 7B research model',
    why: 'a summary will do for this model',
  };
  const asked = { ...words, codes: ['THOUGHT_SUMMARY_ONLY'], reason: 'fair-use-counsel', policy: 'strict' };
  expect(await post('/waivers', asked)).toMatchObject({ status: 400 });
  const made = await post('/waivers', { ...asked, by: 'ann' });
  expect(made).toMatchObject({ status: 201, body: { codes: ['THOUGHT_SUMMARY_ONLY'], flags: 1 } });
  expect((await says())[0]?.[3]).not.toContain('THOUGHT_SUMMARY_ONLY');
  const letter = { name: 'letter.txt', base64: Buffer.from('You may.').toString('base64') };
  const blocked = {
    ...words,
    codes: ['PROVIDER_FORBIDS_COMPETING_MODEL'],
    reason: 'written-permission',
    policy: 'strict',
    by: 'ann',
  };
  expect((await post('/waivers', blocked)).status).toBe(400); // a permission is shown
  expect((await post('/waivers', { ...blocked, evidence: [letter] })).status).toBe(201);
  expect((await says())[0]?.[3]).not.toContain('PROVIDER_FORBIDS_COMPETING_MODEL');
  const { waiverId } = made.body as { waiverId: string };
  expect((await api('/waivers')).body).toMatchObject({
    items: [
      { waiverId, state: 'active', by: 'ann', reason: 'fair-use-counsel' },
      { evidence: [{ name: 'letter.txt', bytes: 8 }] },
    ],
  });
  expect(await post(`/waivers/${waiverId}/revoke`, {})).toMatchObject({ status: 200, body: { flags: 1 } });
  expect((await says())[0]?.[3]).toContain('THOUGHT_SUMMARY_ONLY');
  expect(workspace.events.count()).toBeGreaterThan(0);
});

test('terms with what changed from version to version, and licences that somebody concludes', async () => {
  const { api, post, workspace } = await served();
  const { items } = (await api('/terms?limit=200')).body as {
    items: { id: string; inForce: boolean; clauses: object[]; changes: { before: string } | null }[];
  };
  expect(items.filter(({ changes }) => changes !== null).length).toBeGreaterThan(0);
  expect(items.filter(({ clauses }) => clauses.length > 0).length).toBeGreaterThan(10);
  await importFiles(workspace, [
    fileOf('p.jsonl', jsonLines({ source: 'odd', id: 'q', question: 'What is it?', license: 'ask me' })),
  ]);
  const licenceOf = async () => {
    const { items: all } = (await api('/licences')).body as { items: { source: string }[] };
    return all.find(({ source }) => source === 'odd');
  };
  expect(await licenceOf()).toMatchObject({ declared: 'ask me', licences: [], concluded: null });
  const said = { source: 'odd', spdx: 'CC-BY-4.0', why: 'letter of the author of 3 May' };
  expect(await post('/licences/conclusions', { ...said, by: 'ann' })).toMatchObject({
    status: 201,
    body: { by: 'ann', questions: 1 },
  });
  expect(await licenceOf()).toMatchObject({
    licences: ['CC-BY-4.0'],
    concluded: { spdx: 'CC-BY-4.0', by: 'ann' },
  });
});

test('whoever has signed in speaks for themselves, and only officers and owners conclude and waive', async () => {
  const { api, post, workspace } = await served();
  const [owner, curator] = [signedInAs(workspace, 'ann', 'owner'), signedInAs(workspace, 'cur', 'curator')];
  const asked = {
    runId: 'latest',
    codes: ['THOUGHT_SUMMARY_ONLY'],
    purpose: 'a 7B model',
    why: 'a summary will do for this model',
    reason: 'fair-use-counsel',
    policy: 'strict',
  };
  expect((await post('/waivers', asked, curator)).status).toBe(403);
  expect((await post('/waivers', { ...asked, by: 'somebody else' }, owner)).status).toBe(201);
  expect((await api('/waivers', { headers: owner })).body).toMatchObject({ items: [{ by: 'ann' }] });
  expect((await api('/waivers', { headers: signedInAs(workspace, 'rae', 'reviewer') })).status).toBe(403);
});
